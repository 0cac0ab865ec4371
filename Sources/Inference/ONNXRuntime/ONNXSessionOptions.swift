import CInference
import FileStaging

extension ONNXRuntimeAPI {
    /// Writes our options into the engine's.
    ///
    /// - Parameters:
    ///   - options: Ours.
    ///   - settings: The engine's.
    ///   - readsInPlace: Whether the model comes in ORT's format from memory that outlives the session.
    /// - Throws: ``InferenceError`` with `file-unwritable` where the profile cannot be written.
    func apply(
        _ options: SessionOptions, to settings: OpaquePointer, readsInPlace: Bool
    ) throws(InferenceError) {
        let threads = Int32(clamping: max(1, options.threads ?? ProcessorShare.threads))
        try check(ort_set_intra_op_threads(table, settings, threads))
        try check(ort_set_graph_optimization(table, settings, options.graphOptimization.onnxNumber))
        if !options.keepsMemoryArena { try check(ort_disable_arena(table, settings)) }
        if let prefix = options.profilePrefix {
            _ = try StagedFile(prefix)  // where the engine cannot write a profile it says nothing
            try check(ort_enable_profiling(table, settings, prefix))
        }
        // A thread that spins while it waits for work takes the time of the other half of its core, which virtual
        // processors mostly are, and of whatever else runs there.
        var entries = [("session.intra_op.allow_spinning", "0")]
        if readsInPlace {
            entries += [
                ("session.load_model_format", "ORT"), ("session.use_ort_model_bytes_directly", "1"),
                ("session.use_ort_model_bytes_for_initializers", "1"),
            ]
        }
        for (key, value) in entries { try check(ort_add_session_config(table, settings, key, value)) }
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
