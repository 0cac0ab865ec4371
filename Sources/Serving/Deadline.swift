import Synchronization

/// Runs an operation, and gives up on it when its time is over.
///
/// An operation that is late is cancelled and left to itself: one that does not notice must not keep the answer back.
///
/// - Parameters:
///   - deadline: When the time is over; `nil` waits for good.
///   - operation: What is done.
/// - Returns: What the operation returns.
/// - Throws: What the operation throws, or ``ServingError`` with `deadline-exceeded`.
func withDeadline<Result: Sendable>(
    _ deadline: ContinuousClock.Instant?, _ operation: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    guard let deadline else { return try await operation() }
    let work = Task { try await operation() }
    let race = Race<Result>()
    let timer = Task {
        try await Task.sleep(until: deadline, clock: .continuous)
        // First of all: the work ends with its cancellation.
        race.finish(.failure(ServingError.late))
        work.cancel()
    }
    Task {
        race.finish(await work.result)
        timer.cancel()
    }
    return try await withTaskCancellationHandler {
        try await race.value
    } onCancel: {
        work.cancel()
    }
}

extension ServingError {
    /// The time for a request is nearly over.
    static var late: ServingError {
        ServingError(
            .deadlineExceeded, "the request took longer than the time it has",
            advice: "send a smaller picture, or give the function more memory or a longer timeout")
    }
}

/// The first of several results.
private final class Race<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, any Error>)
        case finished(Result<Value, any Error>)
    }

    private let state = Mutex(State.open)

    var value: Value {
        get async throws {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Value, any Error>? = state.withLock { state in
                    if case .finished(let result) = state { return result }
                    state = .awaited(continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        }
    }

    func finish(_ result: Result<Value, any Error>) {
        let continuation: CheckedContinuation<Value, any Error>? = state.withLock { state in
            defer { if case .finished = state {} else { state = .finished(result) } }
            guard case .awaited(let continuation) = state else { return nil }
            return continuation
        }
        continuation?.resume(with: result)
    }
}
