import Diagnosis
import Inference
import Testing

@Suite("Error codes")
struct ErrorCodeTests {
    /// For each code a way to get it.
    private static let causes: [InferenceError.Code: @Sendable () throws -> Void] = [
        .engineNotFound: { _ = try RuntimeLibrary(name: "libswallow", variable: "SWALLOW").locate() },
        .engineUnusable: { _ = try ONNXRuntimeAPI(path: Fixture.path("add")) },
        .engineTooOld: {
            try withTemporaryFolder { folder in
                _ = try ONNXRuntimeAPI(path: FakeEngine.build(release: "1.22.0", in: folder))
            }
        },
        .engineFailed: { try EngineLoadingTests.setImpossibleGraphLevel() },
        .modelNotFound: { _ = try Fixture.session("missing") },
        .modelCorrupt: { _ = try Fixture.session("broken_garbage") },
        .modelUnsupported: { _ = try Fixture.session("broken_opset_999") },
        .modelDataMissing: { _ = try Fixture.session("broken_external_data") },
        .modelInvalid: { _ = try Fixture.session("broken_type_mismatch") },
        .inputMismatch: { _ = try Fixture.session("add").run([:]) },
        .outputUnknown: {
            let x = try Tensor([Float(1)], shape: [1])
            _ = try Fixture.session("scalar").run(["x": x], outputs: ["y"], cancellation: nil)
        },
        .tensorMismatch: { _ = try Tensor([Float(1)], shape: [2]) },
        .fileUnwritable: {
            var options = SessionOptions()
            options.profilePrefix = "/no/such/folder/trace"
            _ = try ONNXSession(path: Fixture.path("add"), options: options)
        },
        .runFailed: {
            _ = try Fixture.session("runtime_failure").run(["x": Tensor([Float(1)], shape: [1])])
        },
        .runCancelled: {
            let cancellation = RunCancellation()
            cancellation.cancel()
            let x = try Tensor([Float(1)], shape: [1])
            _ = try Fixture.session("scalar").run(["x": x], outputs: nil, cancellation: cancellation)
        },
    ]

    @Test("every code is produced by something", arguments: InferenceError.Code.allCases)
    func produced(_ code: InferenceError.Code) throws {
        if code == .engineTooOld && FakeEngine.compiler == nil { return }
        let cause = try #require(Self.causes[code])
        let error = try #require(throws: InferenceError.self) { try cause() }
        #expect(error.code == code)
        #expect(error.diagnosis.code == code.rawValue)
        #expect(error.description.split(separator: "\n").count <= 3)
    }

    @Test("codes are kebab-case")
    func spelling() {
        #expect(InferenceError.Code.allCases.allSatisfy { $0.rawValue.allSatisfy { $0.isLowercase || $0 == "-" } })
    }
}
