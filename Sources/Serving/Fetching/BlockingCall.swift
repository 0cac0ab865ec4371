import NIOPosix

/// Calls that wait in the system, on threads that may wait.
package enum BlockingCall {
    /// What the call returns.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled. The call itself cannot be stopped: it ends unheard.
    package static func result<Result: Sendable>(
        of call: @escaping @Sendable () -> Result
    ) async throws -> Result {
        let (results, result) = AsyncStream.makeStream(of: Result.self)
        NIOThreadPool.singleton.submit { _ in
            result.yield(call())
            result.finish()
        }
        for await result in results { return result }
        throw CancellationError()
    }
}
