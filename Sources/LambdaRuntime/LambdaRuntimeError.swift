package import Diagnosis

/// Why the Runtime API could not be used, or why an invocation could not be answered as its handler wished.
package struct LambdaRuntimeError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// `AWS_LAMBDA_RUNTIME_API` is missing or is no host with a port.
        case endpointMalformed = "endpoint-malformed"
        /// Nothing listens at the Runtime API's address.
        case runtimeUnreachable = "runtime-unreachable"
        /// The connection to the Runtime API broke off, and so did the one made after it.
        case connectionLost = "connection-lost"
        /// The Runtime API's answer is no HTTP/1.1, or lacks what it must have.
        case answerMalformed = "answer-malformed"
        /// The Runtime API answered with another status than the call has on success.
        case callRefused = "call-refused"
        /// An event has more bytes than the configured maximum.
        case eventTooLarge = "event-too-large"
        /// The response has more bytes than Lambda passes on.
        case responseSizeTooLarge = "response-size-too-large"
        /// A handler wrote to a stream whose invocation has ended.
        case streamClosed = "stream-closed"
        /// A handler gave no answer until shortly before the deadline.
        case deadlineReached = "deadline-reached"
        /// The function could not be initialized or restored.
        case initializationFailed = "initialization-failed"
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)?

    /// Makes an error; every place that throws says what was expected, what came and what to do where it can.
    init(
        _ code: Code, _ what: String, expected: String? = nil, found: String? = nil, advice: String? = nil,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.underlying = underlying
        diagnosis = Diagnosis(code: code.rawValue, what: what, expected: expected, found: found, advice: advice)
    }
}

extension LambdaRuntimeError {
    /// There is no function to ask, told with all its causes: whoever puts functions up must know them.
    static func initialization(_ what: String, _ error: any Error) -> LambdaRuntimeError {
        LambdaRuntimeError(.initializationFailed, what, found: causes(of: error), underlying: error)
    }

    private static func causes(of error: any Error) -> String {
        let text = InvocationFailure(error).message
        guard let cause = (error as? any DiagnosedError)?.underlying as? any DiagnosedError else { return text }
        return "\(text)\n  because \(causes(of: cause))"
    }
}
