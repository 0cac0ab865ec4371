package import Diagnosis

/// Why an event, one of its messages or its body cannot be read.
package struct LambdaEventsError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// An event of a known sender lacks what that sender always sends.
        case eventMalformed = "event-malformed"
        /// The event is one of a service that cannot invoke this function usefully.
        case eventUnsupported = "event-unsupported"
        /// One message of a batch cannot be read, now or on any later try.
        case messageMalformed = "message-malformed"
        /// The body of a request is not in the encoding that the event declares.
        case bodyMalformed = "body-malformed"
        /// A body or message is larger than its reader allows.
        case bodyTooLarge = "body-too-large"
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)?

    /// Makes an error; payloads never become part of it.
    init(
        _ code: Code, _ what: String, expected: String? = nil, found: String? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.underlying = underlying
        diagnosis = Diagnosis(code: code.rawValue, what: what, expected: expected, found: found)
    }
}
