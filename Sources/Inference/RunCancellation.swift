import Synchronization

/// A switch that stops one run from another thread, at the next operator of the model's graph.
public final class RunCancellation: Sendable {
    private struct State {
        var isCancelled = false
        var terminate: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// Makes a switch for one run.
    public init() {}

    /// Whether ``cancel()`` was called.
    public var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Stops the run; one that has not begun yet does not begin.
    public func cancel() {
        let terminate = state.withLock { state in
            state.isCancelled = true
            return state.terminate
        }
        terminate?()
    }

    /// Ties the switch to an engine's run while `body` lasts; a run that was cancelled before it began does not begin.
    ///
    /// - Parameters:
    ///   - terminate: Stops the run; it may be called until the last reference to it is gone, so it owns what it uses.
    ///   - body: The run.
    /// - Returns: What `body` returns.
    /// - Throws: ``InferenceError`` with `run-cancelled`; what `body` throws.
    package func whileTied<Result>(
        to terminate: @escaping @Sendable () -> Void, _ body: () throws(InferenceError) -> Result
    ) throws(InferenceError) -> Result {
        let isCancelled = state.withLock { state in
            state.terminate = terminate
            return state.isCancelled
        }
        defer { state.withLock { $0.terminate = nil } }
        guard !isCancelled else { throw Self.error }
        return try body()
    }

    /// What a run throws that was stopped.
    package static var error: InferenceError { InferenceError(.runCancelled, "the run was cancelled") }
}
