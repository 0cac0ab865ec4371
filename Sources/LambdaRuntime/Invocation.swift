/// One event that Lambda wants answered.
package struct Invocation: Sendable {
    /// Lambda's name for this invocation; it stands in logs and in the answer's address.
    package let requestID: String
    /// When Lambda ends the function, answered or not.
    package let deadline: ContinuousClock.Instant
    /// The X-Ray tracing header, where there is one.
    package let traceID: String?
    /// The function, version or alias that was invoked.
    package let functionARN: String?
    /// JSON about the calling application, from AWS' mobile SDK.
    package let clientContext: String?
    /// JSON about the caller's identity, from AWS' mobile SDK.
    package let cognitoIdentity: String?
    /// The event, JSON text as a rule.
    package let body: [UInt8]

    /// Makes an invocation, for a loop or a test.
    package init(
        requestID: String, deadline: ContinuousClock.Instant, body: [UInt8], context: Context = Context()
    ) {
        self.requestID = requestID
        self.deadline = deadline
        self.body = body
        traceID = context.traceID
        functionARN = context.functionARN
        clientContext = context.clientContext
        cognitoIdentity = context.cognitoIdentity
    }

    /// What comes along with an event.
    package struct Context: Sendable {
        /// The X-Ray tracing header.
        package var traceID: String?
        /// The function, version or alias that was invoked.
        package var functionARN: String?
        /// JSON about the calling application.
        package var clientContext: String?
        /// JSON about the caller's identity.
        package var cognitoIdentity: String?

        /// Nothing came along.
        package init() {}
    }

    /// The time until the deadline; negative where it is past.
    package var remaining: Duration { ContinuousClock.now.duration(to: deadline) }
}
