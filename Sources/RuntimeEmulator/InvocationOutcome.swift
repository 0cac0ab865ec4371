/// What became of one invocation.
package struct InvocationOutcome: Sendable {
    /// The name under which the function knew it.
    package let requestID: String
    /// The answer.
    package let answer: Answer
    /// When what happened.
    package let times: Times

    /// How an invocation was answered.
    package enum Answer: Sendable, Hashable {
        /// By a whole document.
        case response(contentType: String?, [UInt8])
        /// By a stream, complete or broken off.
        case stream(StreamedAnswer)
        /// By an error, which the function told or which is told in its place.
        case failure(ReportedFailure)
        /// Not at all until the deadline.
        case timedOut
    }

    /// The moments of an invocation.
    package struct Times: Sendable {
        /// When it was asked for.
        package let queued: ContinuousClock.Instant
        /// When the function got it, or `nil` where it never did.
        package var handedOver: ContinuousClock.Instant?
        /// When the answer began to come.
        package var firstByte: ContinuousClock.Instant?
        /// When the answer was complete.
        package var answered: ContinuousClock.Instant
    }
}

/// An answer that came in pieces.
package struct StreamedAnswer: Sendable, Hashable {
    /// The media type of the whole.
    package let contentType: String?
    /// The JSON object before the body of an HTTP answer, where there is one.
    package let prelude: [UInt8]?
    /// The pieces, joined.
    package let body: [UInt8]
    /// What was told behind the last piece, where the function failed in the middle.
    package let failure: ReportedFailure?

    /// Takes what came apart.
    init(contentType: String?, bytes: [UInt8], failure: ReportedFailure?) {
        self.contentType = contentType
        self.failure = failure
        let end = [UInt8](repeating: 0, count: 8)
        if contentType == "application/vnd.awslambda.http-integration-response", let mark = bytes.firstRange(of: end) {
            prelude = Array(bytes[..<mark.lowerBound])
            body = Array(bytes[mark.upperBound...])
        } else {
            prelude = nil
            body = bytes
        }
    }
}

/// An error that a function reported.
package struct ReportedFailure: Sendable, Hashable {
    /// The type that stood in the header.
    package let type: String?
    /// The document: `errorType`, `errorMessage`, `stackTrace` as a rule.
    package let body: [UInt8]

    /// Joins both.
    package init(type: String?, body: [UInt8]) {
        self.type = type
        self.body = body
    }

    /// As Lambda itself reports errors.
    static func byPlatform(_ type: String, _ message: String) -> ReportedFailure {
        ReportedFailure(type: type, body: Array(#"{"errorType":"\#(type)","errorMessage":"\#(message)"}"#.utf8))
    }
}
