import CInference
import Diagnosis
import Foundation
import Inference
import Testing

@Suite("What is wrong with an engine is told apart")
struct EngineLoadingTests {
    @Test("it is loaded once, with its release and path")
    func shared() throws {
        let api = try ONNXRuntimeAPI.shared.get()
        #expect(api.release.hasPrefix("1."))
        #expect(api.version >= ONNXRuntimeAPI.oldestVersion)
        #expect(FileManager.default.fileExists(atPath: api.path))
    }

    @Test("a file that is no library")
    func noLibrary() throws {
        try withTemporaryFolder { folder in
            let path = try Array("not a library".utf8).write("libonnxruntime.so", in: folder)
            let error = try #require(throws: InferenceError.self) { try ONNXRuntimeAPI(path: path) }
            #expect(error.code == .engineUnusable)
            #expect(error.diagnosis.what == "the engine's library \(path) does not open")
            #expect(error.diagnosis.found?.isEmpty == false)
        }
    }

    @Test("another library")
    func otherLibrary() throws {
        #if os(macOS)
        let other = "/usr/lib/libSystem.B.dylib"
        #else
        let other = "libm.so.6"
        #endif
        let error = try #require(throws: InferenceError.self) { try ONNXRuntimeAPI(path: other) }
        #expect(error.code == .engineUnusable)
        #expect(error.diagnosis.expected == "the symbol OrtGetApiBase")
    }

    @Test(
        "an engine that is too old, or of no known version",
        .enabled(if: FakeEngine.compiler != nil, "needs a C compiler to make a fake engine"),
        arguments: ["1.22.1", "1.4.0", "0.5.0", "1", "1.x", "1.-30.0", "nightly", ""])
    func tooOld(_ release: String) throws {
        try withTemporaryFolder { folder in
            let path = try FakeEngine.build(release: release, in: folder)
            let error = try #require(throws: InferenceError.self) { try ONNXRuntimeAPI(path: path) }
            #expect(error.code == .engineTooOld)
            #expect(error.diagnosis.what.contains(path))
            #expect(error.diagnosis.expected == "1.23 or newer")
            #expect(error.diagnosis.found == (release.isEmpty ? "no version" : release))
        }
    }

    @Test(
        "an engine that does not give its functions",
        .enabled(if: FakeEngine.compiler != nil, "needs a C compiler to make a fake engine"))
    func noTable() throws {
        try withTemporaryFolder { folder in
            let path = try FakeEngine.build(release: "1.99.0", in: folder)
            let error = try #require(throws: InferenceError.self) { try ONNXRuntimeAPI(path: path) }
            #expect(error.code == .engineUnusable)
            #expect(error.diagnosis.what.contains("1.99.0"))
        }
    }

    @Test("a failure that nobody expects carries the engine's code and words")
    func unexpectedFailure() throws {
        let error = try #require(throws: InferenceError.self) { try Self.setImpossibleGraphLevel() }
        #expect(error.code == .engineFailed)
        let failure = try #require(error.underlying as? ONNXRuntimeFailure)
        #expect(failure.code == 2)
        #expect(error.diagnosis.found == failure.excerpt)
    }

    /// Asks the engine for something that this package never asks for.
    static func setImpossibleGraphLevel() throws {
        let api = try ONNXRuntimeAPI.shared.get()
        var options: OpaquePointer?
        try api.check(ort_create_session_options(api.table, &options))
        defer { ort_release_session_options(api.table, options) }
        try api.check(ort_set_graph_optimization(api.table, options, 77))
    }

    @Test(
        "the engine's messages lose source files and functions",
        arguments: [
            ("plain words (with brackets)", "plain words (with brackets)"),
            ("", ""),
            ("Load model from /a b/m.onnx failed:Protobuf parsing failed.", "Protobuf parsing failed."),
            ("Load model from m.onnx", "Load model from m.onnx"),
            ("loader.cc:1912 LoadModel verification failed.", "LoadModel verification failed."),
            ("Load model from m failed:/src/graph/model.cc:192 ns::Model::Model(const T&, (x)) Unknown.", "Unknown."),
            ("/src/utils.h:46 void ns::f(const std::map<int>&, int) Opset 999 (new) is out", "Opset 999 (new) is out"),
            (
                "While running Reshape node. Status Message: /src/shape.h:55 ns::Shape::Shape(bool) It differs.\n\n",
                "While running Reshape node. Status Message: It differs."
            ),
            ("a.cc:12 ns::f(never closed", "ns::f(never closed"),
            ("Status 3:4 is a.cc:x", "Status 3:4 is a.cc:x"),
        ])
    func excerpts(_ message: String, _ excerpt: String) {
        #expect(ONNXRuntimeFailure(code: 1, message: message).excerpt == excerpt)
    }
}
