import Foundation
import Inference
import Testing

@Suite("A run can be cancelled", .timeLimit(.minutes(5)))
struct CancellationTests {
    /// Days of work: a run that ends was stopped.
    private static let endless: Int64 = 1_000_000_000_000

    private func iterations(_ count: Int64) throws -> [String: Tensor] {
        ["iterations": try Tensor([count], shape: [])]
    }

    private func expectUsable(_ session: ONNXSession) throws {
        let total = try #require(session.run(iterations(1))["total"]).tensor().realValues()
        #expect(total.allSatisfy { abs($0 - 96) < 0.01 })
    }

    @Test("from another thread, and the session works on")
    func fromThread() throws {
        let session = try Fixture.session("slow")
        let cancellation = RunCancellation()
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.1)
            cancellation.cancel()
        }
        let error = try #require(throws: InferenceError.self) {
            try session.run(iterations(Self.endless), outputs: nil, cancellation: cancellation)
        }
        #expect(error.code == .runCancelled)
        try expectUsable(session)
    }

    @Test("through its task")
    func fromTask() async throws {
        let session = try Fixture.session("slow")
        let inputs = try iterations(Self.endless)
        let task = Task { try await session.outputs(for: inputs) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let error = await #expect(throws: InferenceError.self) { try await task.value }
        #expect(error?.code == .runCancelled)
        try expectUsable(session)
    }

    @Test("before it begins")
    func beforehand() async throws {
        let session = try Fixture.session("slow")
        let inputs = try iterations(Self.endless)
        let cancellation = RunCancellation()
        cancellation.cancel()
        #expect(cancellation.isCancelled)
        let error = try #require(throws: InferenceError.self) {
            try session.run(inputs, outputs: nil, cancellation: cancellation)
        }
        #expect(error.code == .runCancelled)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await session.outputs(for: inputs)
        }
        let taskError = await #expect(throws: InferenceError.self) { try await task.value }
        #expect(taskError?.code == .runCancelled)
    }

    @Test("one run of several on the same session")
    func oneOfSeveral() async throws {
        let session = try Fixture.session("slow")
        let (endless, short) = (try iterations(Self.endless), try iterations(2_000))
        let stopped = Task { try await session.outputs(for: endless) }
        let finished = Task { try await session.outputs(for: short) }
        let total = try #require(await finished.value["total"]).tensor().realValues()
        #expect(total.allSatisfy { abs($0 - 96) < 1 })
        stopped.cancel()
        let error = await #expect(throws: InferenceError.self) { try await stopped.value }
        #expect(error?.code == .runCancelled)
    }

    @Test("after it ended, which changes nothing")
    func afterwards() throws {
        let session = try Fixture.session("slow")
        let cancellation = RunCancellation()
        let outputs = try session.run(iterations(1), outputs: nil, cancellation: cancellation)
        cancellation.cancel()
        #expect(outputs.names == ["total"])
        try expectUsable(session)
    }

    @Test("a failure of a run that nobody cancelled stays what it is")
    func failure() throws {
        let session = try Fixture.session("runtime_failure")
        let error = try #require(throws: InferenceError.self) {
            try session.run(
                ["x": Tensor([Float(1)], shape: [1])], outputs: nil, cancellation: RunCancellation())
        }
        #expect(error.code == .runFailed)
    }
}
