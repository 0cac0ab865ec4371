import Diagnosis
import HTTPExchange

/// A request that failed in a way that may be different the next time.
struct FailedAttempt: Error {
    /// Why, which decides how long to wait.
    let cause: RetryPolicy.Cause
    /// What to say when it does not get better.
    let error: AWSError
    /// Whether only a connection of an earlier request was dead, as after a freeze: that says nothing of the service.
    var isStale = false

    /// Whether the service may have done what was asked although nobody heard of it.
    var isOutcomeUnknown: Bool { cause != .throttling }

    /// Connecting, sending or receiving failed.
    static func connection(to host: String, _ error: any Error) -> FailedAttempt {
        let cause = (error as? HTTPExchangeError)?.diagnosis
        let found = cause.map { Self.line($0) } ?? Diagnosis.excerpt("\(error)")
        return FailedAttempt(
            cause: .connection,
            error: AWSError(
                .connectionFailed, "the connection to \(host) failed", found: found,
                advice: "check the network, the region and the endpoint", underlying: error),
            isStale: (error as? HTTPExchangeError)?.code == .connectionStale)
    }

    private static func line(_ cause: Diagnosis) -> String {
        cause.found.map { "\(cause.what): \($0)" } ?? cause.what
    }

    /// The connection ended before the body did.
    static func shortBody(from host: String, announced: Int, found: Int) -> FailedAttempt {
        FailedAttempt(
            cause: .connection,
            error: AWSError(
                .connectionFailed, "the answer of \(host) ended early", expected: "\(announced) bytes",
                found: "\(found) bytes"))
    }
}
