import AWSClient

/// A request that failed in a way that may be different the next time.
struct FailedAttempt: Error {
    /// Why, which decides how long to wait.
    let cause: RetryPolicy.Cause
    /// What to say when it does not get better.
    let error: RegistryError
    /// How long the registry asks to wait.
    var retryAfter: Duration?
}

/// Counts attempts, and waits between them.
struct Attempts {
    private let policy: RetryPolicy
    private var number = 1

    /// Begins with the first.
    init(_ policy: RetryPolicy) { self.policy = policy }

    /// Waits as long as the failure asks for, or as the policy says.
    ///
    /// - Throws: The failure's error after the last attempt; `CancellationError`.
    mutating func pause(after failure: FailedAttempt) async throws {
        guard number < policy.maximumAttempts else { throw failure.error }
        let delay = policy.delay(after: number, failure.cause, fraction: .random(in: 0...1))
        number += 1
        try await Task.sleep(for: max(delay, failure.retryAfter ?? .zero))
    }
}
