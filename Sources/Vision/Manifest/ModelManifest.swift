public import Imaging

/// Everything that preparing a picture and reading the outputs need, resolved from all places that tell.
public struct ModelManifest: Sendable {
    /// The model's name, e.g. its file's without the extension.
    public var name: String
    /// What the model does.
    public var task: VisionTask
    /// The decoder's family, e.g. `yolov8`.
    public var family: String
    /// What the input wants.
    public var input: InputSpecification
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

/// One decision of the manifest, and what it rests on.
public struct ManifestFact: Sendable, Hashable, Encodable {
    /// The manifest's key, e.g. `input.width`.
    public let key: String
    /// The value, as people read it.
    public let value: String
    /// Where it comes from.
    public let origin: Origin
    /// More about it, e.g. why a decoder fits.
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
