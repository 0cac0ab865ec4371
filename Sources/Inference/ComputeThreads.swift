import Dispatch

/// Threads for long computations, apart from Swift's cooperative pool, which they would starve.
package enum ComputeThreads {
    private static let queue = DispatchQueue(label: "apus.compute", attributes: .concurrent)

    /// Runs `work` on a thread of its own and waits without holding one of the caller's.
    package static func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }
}
