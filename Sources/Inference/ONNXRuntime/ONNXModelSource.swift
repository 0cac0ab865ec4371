import CInference

/// Where a model's bytes come from, and how they become a session.
enum ONNXModelSource {
    /// A file and its contents.
    case file(String, MappedFile)
    /// Bytes of the caller's.
    case memory([UInt8])

    /// How messages name the model.
    var name: String {
        switch self {
        case .file(let path, _): path
        case .memory: "the model"
        }
    }

    /// The summary of an ONNX model, whose weights are there; `nil` for ORT's own format, which is no protobuf.
    func summary() throws(InferenceError) -> ONNXModelSummary? {
        let summary: ONNXModelSummary?
        switch self {
        case .file(_, let file):
            summary = try self.summary(of: file.bytes)
        case .memory(let bytes):
            summary = try bytes.withUnsafeBufferPointer { bytes throws(InferenceError) in
                try self.summary(of: UnsafeRawBufferPointer(bytes))
            }
        }
        try summary?.checkExternalData(for: self)
        return summary
    }

    private func summary(of bytes: UnsafeRawBufferPointer) throws(InferenceError) -> ONNXModelSummary? {
        switch ModelFormat(sniffing: bytes) {
        case .ort: nil
        case .onnx: try ONNXModelSummary(bytes, name: name)
        case .liteRT:
            throw InferenceError(
                .modelUnsupported, "\(name) is a TensorFlow Lite model", expected: "an ONNX model",
                advice: "convert it: python -m tf2onnx.convert --tflite model.tflite --output model.onnx")
        }
    }

    /// Lets the engine load the model.
    ///
    /// - Parameters:
    ///   - options: How to load and run it.
    ///   - summary: What ``summary()`` gave.
    ///   - environment: The process's environment.
    /// - Returns: A session, released with its handle.
    /// - Throws: ``InferenceError`` with a `model-…` code, or `file-unwritable` where a file of the options cannot be.
    func makeSession(
        _ options: SessionOptions, summary: ONNXModelSummary?, in environment: ONNXEnvironment
    ) throws(InferenceError) -> ONNXHandle {
        let api = environment.api
        let settings = try ONNXHandle(api, release: ort_release_session_options) {
            ort_create_session_options(api.table, $0)
        }
        try api.apply(options, to: settings.pointer, isORTFormat: summary == nil)
        let optimizedModel = try options.optimizedModelPath.map { path throws(InferenceError) in
            try StagedFile(path)
        }
        if let optimizedModel {
            try api.check(ort_set_optimized_model_path(api.table, settings.pointer, optimizedModel.stagingPath))
        }
        let explain = { failure in ONNXLoadFailure(failure: failure, model: name, summary: summary).error }
        let session = try ONNXHandle(api, release: ort_release_session, or: explain) { session in
            environment.withCreationLock {
                switch self {
                case .file(let path, _):
                    ort_create_session(api.table, environment.pointer, path, settings.pointer, session)
                case .memory(let bytes):
                    ort_create_session_from_bytes(
                        api.table, environment.pointer, bytes, bytes.count, settings.pointer, session)
                }
            }
        }
        try optimizedModel?.commit()
        return session
    }
}
