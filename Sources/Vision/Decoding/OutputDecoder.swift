public import Imaging
public import Inference

/// Reads the outputs of one family of models.
///
/// A family is one file with one conformance and one line in ``DecoderRegistry/standard``. What differs between models
/// of a family (sizes, labels, layouts) is data in the manifest; what differs between families is code here.
public protocol OutputDecoder: Sendable {
    /// The names by which a manifest chooses this decoder; the first is the one that is written.
    static var families: [String] { get }

    /// Whether a model's outputs look like this family's.
    ///
    /// - Returns: How sure that is and why, or `nil` where they do not.
    static func match(_ signature: ModelSignature) -> DecoderMatch?

    /// Makes a decoder for one model.
    ///
    /// - Throws: ``VisionError`` with `output-unexpected` where the outputs cannot be this family's.
    init(_ signature: ModelSignature) throws(VisionError)

    /// Sets what the family was trained with: colours, arithmetic, fit and padding.
    ///
    /// - Parameter input: Has the model's size, layout and number form already.
    func prepare(_ input: inout InputSpecification)

    /// Number of classes that the outputs tell apart, where they tell.
    var classCount: Int? { get }

    /// Reads the outputs of one run.
    ///
    /// - Throws: ``VisionError`` with `output-unexpected` where they have another form than the model announced.
    func decode(_ outputs: InferenceOutputs, context: DecodingContext) throws -> Prediction.Content
}

extension OutputDecoder {
    /// Leaves the defaults of the Ultralytics family: RGB, 0…1, letterboxed with gray 114.
    public func prepare(_ input: inout InputSpecification) {}
}

/// How well a model fits a decoder.
public struct DecoderMatch: Sendable, Hashable {
    /// What the judgement rests on.
    public let strength: Strength
    /// Why, for people: `output [1, 84, 8400] has 8,400 columns, one for each cell of strides 8, 16 and 32`.
    public let reason: String

    /// What a match rests on, from weak to strong.
    public enum Strength: Int, Sendable, Hashable, Comparable {
        /// The shapes of the outputs.
        case shapes
        /// Shapes, and names that the family's exporter gives.
        case names
        /// What the exporter wrote into the model.
        case metadata

        /// Orders by strength.
        public static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
    }

    /// Makes a match.
    public init(_ strength: Strength, _ reason: String) {
        self.strength = strength
        self.reason = reason
    }
}

/// What a decoder needs beside the outputs.
public struct DecodingContext: Sendable {
    /// Where the picture lies in the tensor.
    public let placement: ImagePlacement
    /// The upright original's size in pixels.
    public let imageSize: ImageSize
    /// What the input wants.
    public let input: InputSpecification
    /// Names of the classes.
    public let labels: Labels
    /// Thresholds, with the manifest's where the caller set none.
    public let thresholds: Thresholds
    /// Filters of the caller.
    public let options: PredictionOptions
    /// What a decoder's boxes are multiplied by, along x and y, to be pixels of the tensor.
    let boxScale: SIMD2<Float>

    /// The input tensor's size in pixels.
    public var tensorSize: ImageSize { input.size }

    /// Joins what one picture's decoding needs.
    package init(
        placement: ImagePlacement, imageSize: ImageSize, manifest: ModelManifest, options: PredictionOptions
    ) {
        self.placement = placement
        self.imageSize = imageSize
        input = manifest.input
        boxScale =
            switch manifest.output.boxes {
            case .pixels: .one
            case .normalized: SIMD2(Float(manifest.input.size.width), Float(manifest.input.size.height))
            }
        labels = manifest.labels
        thresholds = Thresholds(
            confidence: options.confidence ?? manifest.thresholds.confidence,
            iou: options.iou ?? manifest.thresholds.iou)
        self.options = options
    }
}

/// Score and overlap from which on a detection counts.
public struct Thresholds: Sendable, Hashable {
    /// The lowest score that is reported, 0…1.
    public var confidence: Float
    /// Overlap above which the weaker of two boxes is dropped, 0…1.
    public var iou: Float

    /// Takes both; the defaults are those of Ultralytics' `predict`: 0.25 and 0.45 of the YOLOv5 lineage.
    public init(confidence: Float = 0.25, iou: Float = 0.45) {
        self.confidence = confidence
        self.iou = iou
    }
}
