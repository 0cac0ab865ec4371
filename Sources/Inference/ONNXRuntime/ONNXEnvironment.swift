import CInference
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// ONNX Runtime's process-wide environment: made once, before anything else of the engine's, and never released.
///
/// `@unchecked`: the pointers are never changed, and the engine allows their use from any thread.
package final class ONNXEnvironment: @unchecked Sendable {
    let api: ONNXRuntimeAPI
    let pointer: OpaquePointer
    let allocator: OpaquePointer
    let memoryInfo: OpaquePointer

    /// Sessions are made one at a time: making several at once was reported to race (microsoft/onnxruntime#27089).
    private let creation = Mutex(())

    /// The environment, or why there is none; asking again gives the same answer.
    package static let shared = Result { () throws(InferenceError) in
        try ONNXEnvironment(api: ONNXRuntimeAPI.shared.get())
    }

    /// Begins to open the engine on a thread of its own, so that it is ready, or nearly, when a model is to be loaded.
    ///
    /// A program that needs a model calls this before anything else; a failure is told where the engine is used.
    package static func preload() {
        _ = apus_thread_start { _ = ONNXEnvironment.shared }
    }

    private init(api: ONNXRuntimeAPI) throws(InferenceError) {
        // Releases from 1.29 on carry an uploader that starts with the environment unless it is told not to.
        setenv("ORT_DISABLE_TELEMETRY", "1", 1)
        self.api = api
        let fatalOnly: Int32 = 4  // every failure reaches us as a status; nothing is to be printed beside it
        pointer = try api.create { ort_create_env(api.table, fatalOnly, "apus", $0) }
        try api.check(ort_disable_telemetry(api.table, pointer))
        allocator = try api.create { ort_default_allocator(api.table, $0) }
        let (arena, defaultMemory): (Int32, Int32) = (1, 0)
        memoryInfo = try api.create { ort_create_cpu_memory_info(api.table, arena, defaultMemory, $0) }
    }

    /// Runs `body` while no other session is being made.
    func withCreationLock(_ body: () -> OpaquePointer?) -> OpaquePointer? {
        creation.withLock { _ in body() }
    }

    /// Takes over a text that the engine allocated.
    func take(_ text: UnsafeMutablePointer<CChar>?) throws(InferenceError) -> String? {
        guard let text else { return nil }
        let copy = String(cString: text)
        try free(text)
        return copy
    }

    /// Gives memory back that the engine allocated.
    func free(_ memory: UnsafeMutableRawPointer) throws(InferenceError) {
        try api.check(ort_allocator_free(api.table, allocator, memory))
    }
}
