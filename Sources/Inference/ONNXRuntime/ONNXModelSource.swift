import CInference
import FileStaging

/// Where the engine gets a model from.
enum ONNXModelSource {
    /// An ONNX file, beside which the engine looks for further weights.
    case file(ModelFile)
    /// An ONNX or ORT-format model in the caller's memory.
    case memory([UInt8], ONNXModelSummary?)
    /// The first bytes of a mapped file in ORT's format, whose weights are read in place.
    case mapping(MappedFile, byteCount: Int, path: String)

    /// How messages name the model.
    var name: String {
        switch self {
        case .file(let file): file.path
        case .memory: "the model"
        case .mapping(_, _, let path): path
        }
    }

    /// What an ONNX model tells without an engine.
    var summary: ONNXModelSummary? {
        switch self {
        case .file(let file): file.summary
        case .memory(_, let summary): summary
        case .mapping: nil
        }
    }

    /// The file that has to stay mapped for as long as the session or one of its outputs is there.
    var mapping: MappedFile? {
        if case .mapping(let file, _, _) = self { file } else { nil }
    }

    /// Lets the engine load the model.
    ///
    /// - Parameters:
    ///   - options: How to load and run it.
    ///   - environment: The process's environment.
    /// - Returns: A session, released with its handle.
    /// - Throws: ``InferenceError`` with a `model-…` code, or `file-unwritable` where a file of the options cannot be.
    func makeSession(
        _ options: SessionOptions, in environment: ONNXEnvironment
    ) throws(InferenceError) -> ONNXHandle {
        let api = environment.api
        let settings = try ONNXHandle(api, release: ort_release_session_options) {
            ort_create_session_options(api.table, $0)
        }
        try api.apply(options, to: settings.pointer, readsInPlace: mapping != nil)
        let optimizedModel = try options.optimizedModelPath.map { path throws(InferenceError) in
            try StagedFile(path)
        }
        if let optimizedModel {
            try api.check(ort_set_optimized_model_path(api.table, settings.pointer, optimizedModel.stagingPath))
        }
        let explain = { failure in ONNXLoadFailure(failure: failure, model: name, summary: summary).error }
        // The weights may lie in the mapping, so it goes after the session.
        let release = { [mapping] (table: UnsafePointer<OrtApi>, session: OpaquePointer?) in
            ort_release_session(table, session)
            withExtendedLifetime(mapping) {}
        }
        let session = try ONNXHandle(api, release: release, or: explain) { session in
            environment.withCreationLock { create(session, settings.pointer, environment) }
        }
        try optimizedModel?.commit()
        return session
    }

    private func create(
        _ session: UnsafeMutablePointer<OpaquePointer?>, _ settings: OpaquePointer, _ environment: ONNXEnvironment
    ) -> OpaquePointer? {
        let table = environment.api.table
        return switch self {
        case .file(let file):
            ort_create_session(table, environment.pointer, file.path, settings, session)
        case .memory(let bytes, _):
            ort_create_session_from_bytes(table, environment.pointer, bytes, bytes.count, settings, session)
        case .mapping(let file, let byteCount, _):
            file.withBytes { bytes in
                ort_create_session_from_bytes(
                    table, environment.pointer, bytes.baseAddress, byteCount, settings, session)
            }
        }
    }
}
