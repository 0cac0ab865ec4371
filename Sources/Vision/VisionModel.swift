public import Imaging
public import Inference

/// A trained model together with all that using it needs; the noun that everything starts from.
///
/// ```swift
/// let model = try await VisionModel(contentsOf: "yolov8n.onnx")
/// let prediction = try await model.predict(.file("bus.jpg"))
/// for object in try prediction.detections {
///     print(object.label, object.confidence, object.box)
/// }
/// ```
public struct VisionModel: Sendable {
    /// Everything that preparing pictures and reading outputs rests on.
    public let manifest: ModelManifest
    /// The loaded model.
    public let session: any InferenceSession
    /// What a picture may cost.
    public let limits: DecodeLimits
    let decoder: any OutputDecoder
    let image: ImageInput

    /// How a model is loaded.
    public struct Configuration: Sendable {
        /// How the engine loads and runs it.
        public var session = SessionOptions()
        /// What a picture may cost.
        public var limits = DecodeLimits.standard
        /// The decoders to choose from.
        public var decoders = DecoderRegistry.standard

        /// The documented defaults.
        public init() {}
    }

    /// Loads a model from its file, on a thread of its own.
    ///
    /// - Parameters:
    ///   - path: The model; a manifest beside it, named `<model>.apus.json`, is read as well.
    ///   - configuration: How to load it.
    /// - Throws: `InferenceError` where the model cannot be loaded, ``VisionError`` where it cannot be understood.
    public init(contentsOf path: String, configuration: Configuration = Configuration()) async throws {
        self = try await ComputeThreads.run { try VisionModel(path: path, configuration: configuration) }
    }

    /// Loads a model on the calling thread, which takes long.
    init(path: String, configuration: Configuration) throws {
        let sidecar = try ManifestFile.read(ManifestFile.path(forModel: path))
        let session = try ONNXSession(path: path, options: configuration.session)
        try self.init(session, name: Self.name(ofFile: path), sidecar: sidecar, configuration: configuration)
    }

    /// Takes a model that an engine has loaded.
    ///
    /// - Throws: ``VisionError`` where it cannot be understood.
    package init(
        _ session: any InferenceSession, name: String, sidecar: ManifestDocument? = nil,
        configuration: Configuration = Configuration()
    ) throws(VisionError) {
        let resolved = try ManifestResolver(registry: configuration.decoders)
            .resolve(session, sidecar: sidecar, name: name)
        self.session = session
        limits = configuration.limits
        manifest = resolved.manifest
        decoder = resolved.decoder
        image = resolved.image
    }

    static func name(ofFile path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    }

    /// Predicts one picture, on threads of its own; cancelling the task stops the run.
    ///
    /// - Parameters:
    ///   - source: The picture.
    ///   - options: What counts as a result.
    /// - Returns: The results in pixels of the upright original.
    /// - Throws: `ImagingError` where the picture cannot be read, ``VisionError`` or `InferenceError` otherwise.
    public func predict(
        _ source: ImageSource, options: PredictionOptions = PredictionOptions()
    ) async throws -> Prediction {
        try check(options)
        let source = try await source.fetched()
        // One visit to a thread does it all: going back and forth costs more than reading the outputs.
        return try await ComputeThreads.runCancellable { cancellation in
            try finish(prepare(source, options: options), cancellation: cancellation)
        }
    }

    /// Refuses options that this model cannot follow.
    package func check(_ options: PredictionOptions) throws(VisionError) {
        guard let wanted = options.classes, !manifest.labels.isEmpty else { return }
        let strangers = manifest.labels.strangers(in: wanted, classCount: decoder.classCount)
        guard strangers.isEmpty else {
            throw VisionError(
                .optionInvalid, "the model has no such class",
                expected: manifest.labels.list?.joined(separator: ", "),
                found: strangers.joined(separator: ", "))
        }
    }
}
