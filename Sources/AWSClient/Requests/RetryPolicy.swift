/// How often and after how long a request is made again.
///
/// The waits are those of AWS' own clients in their "standard" mode: twice as long each time, at random between
/// nothing and that, so that many who failed together do not come back together.
package struct RetryPolicy: Sendable {
    /// Why an attempt failed.
    package enum Cause: Sendable {
        /// The connection could not be made or broke. The first time there is no wait: a connection from before a
        /// freeze is as dead as it is harmless.
        case connection
        /// The service failed.
        case service
        /// The service asked to slow down.
        case throttling
    }

    /// How often a request is made in all.
    package var maximumAttempts = 3
    /// The longest first wait after a failure.
    package var serviceBase: Duration = .milliseconds(50)
    /// The longest first wait after the service asked to slow down.
    package var throttlingBase: Duration = .seconds(1)
    /// The longest of all waits.
    package var maximumDelay: Duration = .seconds(20)

    /// Three attempts.
    package static let standard = RetryPolicy()

    /// A policy with the standard's values.
    package init() {}

    /// How long to wait.
    ///
    /// - Parameters:
    ///   - attempt: Which attempt failed, from 1.
    ///   - cause: Why.
    ///   - fraction: A random number from 0 to 1.
    /// - Returns: The wait; nothing after a connection failed for the first time.
    package func delay(after attempt: Int, _ cause: Cause, fraction: Double) -> Duration {
        let base: Duration
        switch cause {
        case .connection where attempt == 1: return .zero
        case .connection, .service: base = serviceBase
        case .throttling: base = throttlingBase
        }
        let longest = min(base * (1 << min(max(attempt, 1) - 1, 16)), maximumDelay)
        return longest * fraction
    }

    /// Does something until it succeeds, fails for good, or has failed often enough.
    ///
    /// - Parameter attempt: Does it; gets whether an earlier attempt may have been heard all the same.
    /// - Returns: Its result.
    /// - Throws: What the last attempt said; `CancellationError`.
    func run<Output: Sendable>(
        _ attempt: @Sendable (_ isRepeat: Bool) async throws -> Output
    ) async throws -> Output {
        var (number, staleCount) = (1, 0)
        var isRepeat = false
        while true {
            try Task.checkCancellation()
            do {
                return try await attempt(isRepeat)
            } catch let failure as FailedAttempt {
                if failure.isStale, staleCount < maximumAttempts {
                    // It does not count: the next connection is a new one.
                    (staleCount, isRepeat) = (staleCount + 1, true)
                    continue
                }
                guard number < maximumAttempts else { throw failure.error }
                isRepeat = isRepeat || failure.isOutcomeUnknown
                let delay = delay(after: number, failure.cause, fraction: .random(in: 0...1))
                if delay > .zero { try await Task.sleep(for: delay) }
                number += 1
            }
        }
    }
}
