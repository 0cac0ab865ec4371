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
        // The engine's flag is set under the lock: after `detach()` nobody touches the options behind it.
        state.withLock { state in
            state.isCancelled = true
            state.terminate?()
        }
    }

    /// Ties the switch to an engine's run; sets the flag at once where the run was cancelled before it began.
    package func attach(_ terminate: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.terminate = terminate
            if state.isCancelled { terminate() }
        }
    }

    /// Unties the switch once the run is over.
    package func detach() {
        state.withLock { $0.terminate = nil }
    }
}
