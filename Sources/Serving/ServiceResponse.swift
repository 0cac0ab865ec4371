/// What a ``Service`` answers, whatever carries it back.
package struct ServiceResponse: Sendable {
    /// The HTTP status.
    package var status: Int
    /// Header fields, names in small letters.
    package var headers: [(name: String, value: String)]
    /// The body.
    package var body: [UInt8]
    /// Whether the body is text, which transports that carry JSON may embed as it is.
    package var isText: Bool

    /// Makes a response; `content-type` comes first among its headers.
    init(status: Int = 200, contentType: String, body: [UInt8], isText: Bool = true) {
        self.status = status
        self.body = body
        self.isText = isText
        headers = [("content-type", contentType)]
    }

    /// A JSON answer.
    static func json(_ body: [UInt8], status: Int = 200) -> ServiceResponse {
        ServiceResponse(status: status, contentType: "application/json", body: body)
    }

    /// A JSON answer of a service that will answer otherwise in a moment.
    static func unready(_ body: [UInt8]) -> ServiceResponse {
        var response = ServiceResponse.json(body, status: 503)
        response.headers.append(("retry-after", "1"))
        return response
    }

    /// An answer without a body.
    static func empty(status: Int) -> ServiceResponse {
        var response = ServiceResponse(status: status, contentType: "", body: [])
        response.headers = []
        return response
    }
}
