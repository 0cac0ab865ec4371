import AWSClient
import Diagnosis
import Inference
import Serving
import TestSupport
import Testing

@Suite("Models that are fetched")
struct ModelStoreTests {
    private let objects = MemoryObjects()
    private let folder: ScratchFolder
    private let store: ModelStore

    init() throws {
        folder = try ScratchFolder()
        store = ModelStore(objects: objects, environment: ["TMPDIR": folder.path])
        for key in ["a.onnx", Self.prepared] { objects.add([1, 2, 3], as: "models/\(key)") }
    }

    private static let prepared = PreparedModel.path(forModel: "a.onnx")

    @Test("whoever asks while a model is fetched gets the same file, which comes once")
    func once() async throws {
        objects.slow(by: .milliseconds(50))
        let origin = ModelOrigin.object(bucket: "models", key: "a.onnx", sha256: nil)
        async let first = store.path(of: origin)
        async let second = store.path(of: origin)
        let paths = try await [first, second, store.path(of: origin)]
        #expect(Set(paths).count == 1)
        #expect(objects.calls.count { $0 == "get models/a.onnx" } == 1)
        #expect(objects.calls.count { $0 == "head models/a.onnx" } == 1)
    }

    @Test("a fetch that failed is made anew")
    func again() async throws {
        let origin = ModelOrigin.object(bucket: "models", key: "a.onnx", sha256: nil)
        objects.fail("get models/a.onnx", with: .serviceFailed)
        await #expect(throws: (any Error).self) { try await store.path(of: origin) }
        objects.fail("get models/a.onnx", with: nil)
        #expect(try await store.path(of: origin).hasSuffix("/a.onnx"))
    }

    @Test("a file of this machine is taken where it has the digest that was named", arguments: [true, false])
    func local(isNamed: Bool) async throws {
        let path = try folder.write("model.onnx", [1, 2, 3])
        // printf '\x01\x02\x03' | sha256sum
        let digest = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"
        let named = isNamed ? path : folder.path
        let origins = { (sha256: String?) in [ModelOrigin.found(sha256: sha256), .file(named, sha256: sha256)] }
        let store = ModelStore(objects: objects, environment: ["LAMBDA_TASK_ROOT": folder.path])
        for origin in origins(digest) + origins(nil) { #expect(try await store.path(of: origin) == path) }
        for origin in origins(String(repeating: "0", count: 64)) {
            let error = await #expect(throws: ServingError.self) { try await store.path(of: origin) }
            #expect(error?.code == .modelMismatch && error?.description.contains(digest) == true)
        }
    }

    @Test("a prepared form comes along, but not where a digest says what is to run", arguments: [true, false])
    func prepared(isPinned: Bool) async throws {
        let digest = String(repeating: "0", count: 64)
        _ = try await store.path(of: .object(bucket: "models", key: "a.onnx", sha256: isPinned ? digest : nil))
        #expect(objects.calls.contains("get models/\(Self.prepared)") == !isPinned)
    }
}
