public import Inference

/// All that can be said of a model file: what it is, what it takes and gives, and how it would be used.
public struct ModelInspection: Sendable {
    /// The file's path as it was given.
    public let path: String
    /// The file format.
    public let format: ModelFormat
    /// The file's size in bytes, without weights in files of their own.
    public let byteCount: Int
    /// Versions, producer and parameters; `nil` for formats that do not tell.
    public let summary: ONNXModelSummary?
    /// The model's inputs, in its order.
    public let inputs: [TensorDescription]
    /// The model's outputs, in its order.
    public let outputs: [ValueDescription]
    /// What the exporter wrote into the model.
    public let metadata: [String: String]
    /// How the model would be used, or what is missing to know that.
    public let manifest: Result<ModelManifest, VisionError>
    /// The prepared forms that lie beside the model, and why any is passed over.
    package let preparedForms: [PreparedModel.Finding]

    /// Looks at a model: reads the file, loads it, and resolves its manifest.
    ///
    /// - Parameters:
    ///   - path: The model's file.
    ///   - configuration: How to load it.
    /// - Throws: `InferenceError` where the model cannot be loaded, ``VisionError`` where its manifest file is damaged.
    public init(path: String, configuration: VisionModel.Configuration = .init()) async throws {
        self = try await ComputeThreads.run { try ModelInspection(reading: path, configuration) }
    }

    private init(reading path: String, _ configuration: VisionModel.Configuration) throws {
        let file = try ModelFile(path: path)
        self.path = path
        format = file.format
        byteCount = file.byteCount
        summary = file.summary
        let session = try ONNXSession(file, options: configuration.session)
        preparedForms = PreparedModel.survey(
            besideModel: file, options: configuration.session, engine: session.engine)
        inputs = session.inputs
        outputs = session.outputs
        metadata = session.metadata
        let sidecar = try ManifestFile.read(ManifestFile.path(forModel: path))
        manifest = Result { () throws(VisionError) in
            try VisionModel(
                session, name: VisionModel.name(ofFile: path), sidecar: sidecar, configuration: configuration
            ).manifest
        }
    }

    /// Writes the manifest beside the model, in full, to be edited.
    ///
    /// - Returns: The path of the file.
    /// - Throws: ``VisionError`` where there is no manifest to write, the system's error where it cannot be written.
    public func writeManifest() async throws -> String {
        let document = ManifestDocument(try manifest.get())
        let target = ManifestFile.path(forModel: path)
        try await ComputeThreads.run { try ManifestFile.write(document, to: target) }
        return target
    }
}
