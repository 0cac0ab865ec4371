import CInference

/// The options of one run, whose terminate flag another thread may set.
///
/// `@unchecked`: the pointer is never changed, and the flag is made to be set during a run.
final class ONNXRunOptions: @unchecked Sendable {
    let pointer: OpaquePointer
    private let api: ONNXRuntimeAPI

    init(_ api: ONNXRuntimeAPI) throws(InferenceError) {
        pointer = try api.create { ort_create_run_options(api.table, $0) }
        self.api = api
    }

    deinit { ort_release_run_options(api.table, pointer) }

    /// Makes the run stop at its next operator; where the engine refuses, the run goes on to its end.
    func terminate() {
        try? api.check(ort_set_terminate(api.table, pointer))
    }
}
