import CInference
import Dispatch
import Synchronization

/// Threads for long computations, apart from Swift's cooperative pool, which they would starve.
///
/// Dispatch's concurrent queues do not serve: on Linux they draw on the pool that runs Swift's tasks, so that as many
/// runs as processors would keep everything else waiting, their own cancellation included.
package enum ComputeThreads {
    private struct State {
        var threadCount = 0
        var jobs: [@Sendable () -> Void] = []
    }

    /// As many as processors, and one to prepare the next picture while all of them wait for the engine.
    private static let width = ProcessorShare.availableProcessors + 1
    private static let state = Mutex(State())
    private static let submitted = DispatchSemaphore(value: 0)

    /// Runs `work` on one of the threads and waits without holding one of the caller's.
    package static func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            submit { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }

    private static func submit(_ job: @escaping @Sendable () -> Void) {
        let wantsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.threadCount < width else { return false }
            state.threadCount += 1
            return true
        }
        submitted.signal()
        guard wantsThread, !apus_thread_start({ ComputeThreads.workForever() }) else { return }
        let hasOthers = state.withLock { state in
            state.threadCount -= 1
            return state.threadCount > 0
        }
        if !hasOthers { workOnce() }
    }

    private static func workForever() {
        while true { workOnce() }
    }

    private static func workOnce() {
        submitted.wait()
        let job = state.withLock { $0.jobs.removeFirst() }
        job()
    }
}
