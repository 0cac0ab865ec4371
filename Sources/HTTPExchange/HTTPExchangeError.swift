package import Diagnosis

/// Why a request got no whole answer.
package struct HTTPExchangeError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// The request cannot be written to the wire without changing its meaning.
        case requestUnwritable = "http-request-unwritable"
        /// The host's name leads to no address.
        case hostNotFound = "http-host-not-found"
        /// No connection could be made.
        case connectFailed = "http-connect-failed"
        /// No connection was made in time.
        case connectTimedOut = "http-connect-timed-out"
        /// The host showed no certificate that is valid, trusted and made out to its name.
        case certificateInvalid = "http-certificate-invalid"
        /// TLS could not be agreed on, or broke.
        case tlsFailed = "http-tls-failed"
        /// The connection ended before an answer began.
        case connectionClosed = "http-connection-closed"
        /// A connection that was kept from an earlier exchange was dead; a new one may well work.
        case connectionStale = "http-connection-stale"
        /// Nothing came for too long.
        case answerTimedOut = "http-answer-timed-out"
        /// The connection ended before the answer did.
        case answerCutShort = "http-answer-cut-short"
        /// What came is no HTTP/1.1, contradicts itself, or has headers without end.
        case answerInvalid = "http-answer-invalid"
        /// The body is larger than the caller takes.
        case bodyTooLarge = "http-body-too-large"
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)?

    /// Makes an error; neither paths nor headers belong into its text, for they may be secret.
    package init(
        _ code: Code, _ what: String, expected: String? = nil, found: String? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.underlying = underlying
        diagnosis = Diagnosis(code: code.rawValue, what: what, expected: expected, found: found)
    }
}
