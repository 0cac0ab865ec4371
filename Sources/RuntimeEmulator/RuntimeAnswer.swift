import NIOHTTP1

/// What the Runtime API answers to a call.
struct RuntimeAnswer {
    /// The status.
    let status: HTTPResponseStatus
    /// Fields other than type and length.
    var headers: HTTPHeaders = [:]
    /// JSON text.
    let body: [UInt8]

    /// The call was taken.
    static let accepted = RuntimeAnswer(status: .accepted, body: Array(#"{"status":"OK"}"#.utf8))
    /// Nothing to tell.
    static let ok = RuntimeAnswer(status: .ok, body: [])
    /// There is no such call.
    static let notFound = error(.notFound, "NotFound", "no such call")
    /// The invocation is unknown, or has been answered.
    static let invalidRequestID = error(.badRequest, "InvalidRequestID", "Invalid request ID")
    /// The call does not fit what came before it.
    static let invalidTransition = error(.forbidden, "InvalidStateTransition", "not allowed in this state")
    /// The answer is larger than Lambda passes on.
    static let tooLarge = error(.payloadTooLarge, "RequestEntityTooLarge", "Exceeded maximum allowed payload size")

    private static func error(_ status: HTTPResponseStatus, _ type: String, _ message: String) -> RuntimeAnswer {
        RuntimeAnswer(status: status, body: ReportedFailure.byPlatform(type, message).body)
    }
}
