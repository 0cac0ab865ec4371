import Dispatch
import Synchronization

/// The work before the first event, on its way in a task.
final class Initialization: Sendable {
    private enum State {
        case running
        case done
        case failed(any Error)
    }

    private let state = Mutex(State.running)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the work.
    ///
    /// - Parameters:
    ///   - work: What is to be done.
    ///   - pipe: Woken where it fails.
    init(_ work: @escaping @Sendable () async throws -> Void, waking pipe: WakePipe) {
        Task.detached {
            do {
                try await work()
                self.end(.done)
            } catch {
                self.end(.failed(error))
                pipe.wake(.initializationFailed)
            }
        }
    }

    /// Why it failed, as far as is known yet.
    var failure: (any Error)? {
        state.withLock { state in
            guard case .failed(let error) = state else { return nil }
            return error
        }
    }

    /// Blocks until it has ended; asked once at most.
    func wait() {
        ended.wait()
    }

    private func end(_ newState: State) {
        state.withLock { $0 = newState }
        ended.signal()
    }
}
