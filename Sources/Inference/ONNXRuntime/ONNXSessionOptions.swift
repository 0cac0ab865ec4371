import CInference

extension ONNXRuntimeAPI {
    /// Writes our options into the engine's.
    func apply(
        _ options: SessionOptions, to settings: OpaquePointer, isORTFormat: Bool
    ) throws(InferenceError) {
        let threads = Int32(clamping: max(1, options.threads ?? ProcessorShare.threads))
        try check(ort_set_intra_op_threads(table, settings, threads))
        try check(ort_set_graph_optimization(table, settings, options.graphOptimization.onnxNumber))
        if !options.keepsMemoryArena { try check(ort_disable_arena(table, settings)) }
        if let prefix = options.profilePrefix {
            _ = try StagedFile(prefix)  // where the engine cannot write a profile it says nothing
            try check(ort_enable_profiling(table, settings, prefix))
        }
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
