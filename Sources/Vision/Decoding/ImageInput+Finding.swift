import Imaging
import Inference

extension ImageInput {
    /// The side that a model with an open size gets where nothing names another one.
    private static let defaultSide = 640

    /// Finds the input that takes the picture: the one of rank 4 or 3 with one or three channels.
    ///
    /// - Parameters:
    ///   - inputs: The model's inputs.
    ///   - preferredSize: Fills open dimensions; the sidecar's or the exporter's.
    /// - Throws: ``VisionError`` with `task-unsupported` where there is none.
    init(among inputs: [TensorDescription], preferredSize: ImageSize?) throws(VisionError) {
        for description in inputs {
            if let found = Self(description, preferredSize: preferredSize) {
                self = found
                return
            }
        }
        throw VisionError(
            .taskUnsupported, "the model does not take a picture",
            expected: "an input like [1, 3, 640, 640] or [1, 640, 640, 3]",
            found: inputs.map { "\($0.name) \($0.elementType.rawValue) \($0.shapeText)" }.joined(separator: ", "))
    }

    private init?(_ description: TensorDescription, preferredSize: ImageSize?) {
        guard let rank = description.rank, rank == 3 || rank == 4,
            let element = PixelElement(description)
        else { return nil }
        let first = rank - 3
        let lengths = (0..<3).map { description.length(first + $0) }
        let isChannel = { (length: Int?) in length == 1 || length == 3 }
        // Channels first is the rule among exporters; an open channel count goes with it as well.
        if isChannel(lengths[0]) || (lengths[0] == nil && !isChannel(lengths[2])) {
            layout = .nchw
        } else if isChannel(lengths[2]) {
            layout = .nhwc
        } else {
            return nil
        }
        let (height, width) = layout == .nchw ? (lengths[1], lengths[2]) : (lengths[0], lengths[1])
        guard (height ?? 1) > 0, (width ?? 1) > 0, (height ?? 1) <= 16_384, (width ?? 1) <= 16_384 else { return nil }
        name = description.name
        channelCount = (layout == .nchw ? lengths[0] : lengths[2]) ?? 3
        size = ImageSize(
            width: width ?? preferredSize?.width ?? Self.defaultSide,
            height: height ?? preferredSize?.height ?? Self.defaultSide)
        self.element = element
        isResizable = height == nil || width == nil
        hasBatchDimension = rank == 4
    }
}

extension PixelElement {
    /// The number form of an input that can take pixels, or `nil` for any other.
    fileprivate init?(_ description: TensorDescription) {
        let quantization = description.quantization.map {
            Quantization(scale: $0.scale, zeroPoint: $0.zeroPoint)
        }
        switch description.elementType {
        case .float32: self = .float32
        case .float16: self = .float16
        case .uint8: self = .uint8(quantization)
        case .int8: self = .int8(quantization)
        default: return nil
        }
    }
}
