import Inference
import Testing

@Suite("Long computations have threads of their own", .timeLimit(.minutes(5)))
struct ComputeThreadsTests {
    @Test("results and errors come back")
    func results() async throws {
        #expect(try await ComputeThreads.run { 6 * 7 } == 42)
        struct Own: Error {}
        await #expect(throws: Own.self) { try await ComputeThreads.run { throw Own() } }
    }

    @Test("tasks go on while every processor computes")
    func tasksGoOn() async throws {
        let work = RunCancellation()
        try await withThrowingTaskGroup { group in
            for _ in 0..<ProcessorShare.availableProcessors {
                group.addTask { try await ComputeThreads.run { while !work.isCancelled {} } }
            }
            for _ in 0..<5 { try await Task.sleep(for: .milliseconds(5)) }
            work.cancel()
            try await group.waitForAll()
        }
    }

    @Test("more work than threads is all done")
    func manyJobs() async throws {
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<1_000 { group.addTask { try await ComputeThreads.run { number } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 499_500)
    }
}
