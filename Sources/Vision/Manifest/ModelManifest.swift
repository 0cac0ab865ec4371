public import Imaging
public import Inference

/// Everything that preparing a picture and reading the outputs need, resolved from all places that tell.
public struct ModelManifest: Sendable {
    /// The model's name, such as its file's without the extension.
    public var name: String
    /// What the model does.
    public var task: VisionTask
    /// The decoder's family, such as `yolov8`.
    public var family: String
    /// What the input wants.
    public var input: InputSpecification
    /// How the outputs' numbers are to be taken.
    public var output: OutputSpecification
    /// Names of the classes.
    public var labels: Labels
    /// Score and overlap that count unless the caller says otherwise.
    public var thresholds: Thresholds
    /// The licence of the weights, where somebody named it.
    public var licence: String?
    /// Where the model comes from, where somebody named it.
    public var source: String?
    /// What was found where, in the order in which it was decided.
    public var facts: [ManifestFact]
}

/// What a model does with a picture.
public enum VisionTask: String, Sendable, Hashable, Codable, CaseIterable {
    /// Finds objects and their boxes.
    case detection
}

/// How the numbers of a model's outputs are to be taken, where its shapes cannot tell.
public struct OutputSpecification: Sendable, Hashable {
    /// The unit of boxes.
    public var boxes: BoxUnit = .pixels
    /// Affine parameters of integer outputs that the model itself does not carry.
    public var quantization: TensorQuantization?

    /// Pixels, not quantised.
    public init() {}
}

/// The unit in which a model's boxes are.
public enum BoxUnit: String, Sendable, Hashable, Codable, CaseIterable {
    /// Pixels of the input tensor.
    case pixels
    /// Parts of the input tensor's width and height, 0…1, as TensorFlow Lite exports of YOLO have them.
    case normalized
}

/// One decision of the manifest, and what it rests on.
public struct ManifestFact: Sendable, Hashable, Encodable {
    /// The manifest's key, such as `input.width`.
    public let key: String
    /// The value, as people read it.
    public let value: String
    /// Where it comes from.
    public let origin: Origin
    /// More about it, such as why a decoder fits.
    public let reason: String?

    /// Where a fact comes from, the most trusted first.
    public enum Origin: String, Sendable, Hashable, Encodable {
        /// The manifest file beside the model.
        case sidecar
        /// What the exporter wrote into the model.
        case metadata
        /// Names and shapes of inputs and outputs.
        case shapes
        /// The family's habit, or this package's default.
        case defaults
    }
}
