import CInference
import Diagnosis

/// Where a model's bytes come from, and how they become a session.
enum ONNXModelSource {
    /// A file, already mapped.
    case file(String, UnsafeRawBufferPointer)
    /// Bytes of the caller's.
    case memory(UnsafeRawBufferPointer)

    private var bytes: UnsafeRawBufferPointer {
        switch self {
        case .file(_, let bytes), .memory(let bytes): bytes
        }
    }

    /// How messages name the model.
    private var name: String {
        switch self {
        case .file(let path, _): path
        case .memory: "the model"
        }
    }

    /// Checks the model, loads it and reads what it says of itself.
    func load(_ options: SessionOptions) throws(InferenceError) -> LoadedONNXModel {
        let environment = try ONNXEnvironment.shared.get()
        let summary = try inspected()
        let session = try environment.withCreationLock { () throws(InferenceError) in
            try create(options, summary: summary, in: environment)
        }
        do throws(InferenceError) {
            return try LoadedONNXModel(session: session, summary: summary, environment: environment)
        } catch {
            ort_release_session(environment.api.table, session)
            throw error
        }
    }

    /// The summary of an ONNX model; `nil` for ORT's own format, which holds no protobuf.
    private func inspected() throws(InferenceError) -> ONNXModelSummary? {
        switch ModelFormat(sniffing: bytes) {
        case .ort: return nil
        case .liteRT:
            throw InferenceError(
                .modelUnsupported, "\(name) is a TensorFlow Lite model", expected: "an ONNX model",
                advice: "convert it: python -m tf2onnx.convert --tflite model.tflite --output model.onnx")
        case .onnx: break
        }
        let summary = try ONNXModelSummary(bytes, name: name)
        try summary.checkExternalData(for: self, name: name)
        return summary
    }

    private func create(
        _ options: SessionOptions, summary: ONNXModelSummary?, in environment: ONNXEnvironment
    ) throws(InferenceError) -> OpaquePointer {
        let api = environment.api
        let settings = try ONNXHandle(api, release: ort_release_session_options) {
            ort_create_session_options(api.table, $0)
        }
        try api.apply(options, to: settings.pointer, isORTFormat: summary == nil)
        let explain = { failure in self.explain(failure, summary: summary) }
        return switch self {
        case .file(let path, _):
            try api.create(or: explain) {
                ort_create_session(api.table, environment.pointer, path, settings.pointer, $0)
            }
        case .memory(let bytes):
            try api.create(or: explain) {
                ort_create_session_from_bytes(
                    api.table, environment.pointer, bytes.baseAddress, bytes.count, settings.pointer, $0)
            }
        }
    }

    private func explain(_ failure: ONNXRuntimeFailure, summary: ONNXModelSummary?) -> InferenceError {
        let message = failure.message.lowercased()
        if message.contains("opset") || message.contains("ir version") || message.contains("ir_version") {
            return InferenceError(
                .modelUnsupported, "\(name) needs a newer engine",
                expected: "an opset and IR version that ONNX Runtime knows",
                found: summary.map { "opset \($0.opsetText), IR version \($0.irVersion)" } ?? failure.excerpt,
                advice: "export the model with an older opset, e.g. opset 17", underlying: failure)
        }
        let (code, what): (InferenceError.Code, String) =
            switch failure.code {
            case 7: (.modelCorrupt, "\(name) is damaged or cut off")
            case 9: (.modelUnsupported, "\(name) uses an operator that ONNX Runtime does not have")
            default: (.modelInvalid, "\(name) is not a valid model")
            }
        return InferenceError(code, what, found: failure.excerpt, underlying: failure)
    }
}

extension ONNXRuntimeAPI {
    /// Writes our options into the engine's.
    fileprivate func apply(
        _ options: SessionOptions, to settings: OpaquePointer, isORTFormat: Bool
    ) throws(InferenceError) {
        let threads = Int32(clamping: options.threads ?? ProcessorShare.threads)
        try check(ort_set_intra_op_threads(table, settings, threads))
        try check(ort_set_graph_optimization(table, settings, options.graphOptimization.onnxNumber))
        if !options.keepsMemoryArena { try check(ort_disable_arena(table, settings)) }
        if let path = options.optimizedModelPath { try check(ort_set_optimized_model_path(table, settings, path)) }
        if let prefix = options.profilePrefix { try check(ort_enable_profiling(table, settings, prefix)) }
        if isORTFormat {
            try check(ort_add_session_config(table, settings, "session.use_memory_mapped_ort_model", "1"))
        }
    }
}

extension SessionOptions.GraphOptimization {
    /// `GraphOptimizationLevel`.
    fileprivate var onnxNumber: Int32 {
        switch self {
        case .none: 0
        case .basic: 1
        case .extended: 2
        case .all: 99
        }
    }
}
