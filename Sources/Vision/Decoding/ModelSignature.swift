public import Imaging
public import Inference

/// What a model announces of itself, as decoders look at it.
public struct ModelSignature: Sendable {
    /// The model's inputs, in its order.
    public let inputs: [TensorDescription]
    /// The model's outputs, in its order.
    public let outputs: [ValueDescription]
    /// What the exporter wrote into the model.
    public let metadata: [String: String]
    /// The input that takes the picture, with its layout and size.
    public let image: ImageInput

    /// The outputs that are tensors, in the model's order.
    public var tensors: [TensorDescription] { outputs.compactMap(\.tensor) }

    /// Cells of a grid over the input, one for each `stride × stride` pixels, summed over the strides.
    public func cellCount(strides: [Int]) -> Int {
        strides.reduce(0) { sum, stride in
            sum + (image.size.width / stride) * (image.size.height / stride)
        }
    }
}

/// The input of a model that takes the picture.
public struct ImageInput: Sendable, Hashable {
    /// The input's name in the model.
    public var name: String
    /// Order of its dimensions.
    public var layout: TensorLayout
    /// Width and height in pixels.
    public var size: ImageSize
    /// Number of channels: 1 or 3.
    public var channelCount: Int
    /// Number form of one value.
    public var element: PixelElement
    /// Whether width and height are open, so that ``size`` is a choice.
    public var isResizable: Bool
    /// Whether the tensor has a leading dimension for several pictures.
    public var hasBatchDimension: Bool
}

extension TensorDescription {
    /// The length of one dimension, `nil` where it is open; negative indices count from the last.
    func length(_ index: Int) -> Int? {
        guard let dimensions else { return nil }
        let position = index < 0 ? dimensions.count + index : index
        return dimensions.indices.contains(position) ? dimensions[position].length : nil
    }

    /// Number of dimensions, where it is known.
    var rank: Int? { dimensions?.count }
}
