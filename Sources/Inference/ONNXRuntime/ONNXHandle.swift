import CInference

/// An object of the engine with one owner, released when the owner goes.
struct ONNXHandle: ~Copyable {
    let pointer: OpaquePointer
    private let api: ONNXRuntimeAPI
    private let release: (UnsafePointer<OrtApi>, OpaquePointer?) -> Void

    /// Takes over an object that `create` makes and `release` gives back.
    init(
        _ api: ONNXRuntimeAPI, release: @escaping (UnsafePointer<OrtApi>, OpaquePointer?) -> Void,
        or explain: (ONNXRuntimeFailure) -> InferenceError = InferenceError.unexpected,
        create: (UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?
    ) throws(InferenceError) {
        pointer = try api.create(or: explain, create)
        self.api = api
        self.release = release
    }

    deinit { release(api.table, pointer) }
}

extension ONNXRuntimeAPI {
    /// The object that a function of the table makes, or the error that it reports.
    func create(
        or explain: (ONNXRuntimeFailure) -> InferenceError = InferenceError.unexpected,
        _ function: (UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?
    ) throws(InferenceError) -> OpaquePointer {
        var object: OpaquePointer?
        try check(function(&object), or: explain)
        guard let object else {
            throw InferenceError(.engineFailed, "ONNX Runtime reported success and gave nothing")
        }
        return object
    }

    /// A plain value that a function of the table writes.
    func value<Value>(
        _ initial: Value, _ function: (UnsafeMutablePointer<Value>) -> OpaquePointer?
    ) throws(InferenceError) -> Value {
        var value = initial
        try check(function(&value))
        return value
    }
}
