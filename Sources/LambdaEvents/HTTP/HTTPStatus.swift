/// The status of an answer.
package struct HTTPStatus: Sendable, Hashable {
    /// The code, from 200 to 599.
    package let code: Int

    /// Makes a status; what no final answer can have, such as 0 or 101, becomes 500.
    package init(_ code: Int) {
        self.code = (200...599).contains(code) ? code : 500
    }

    /// What RFC 9110 calls the code, or its class where it names none.
    package var reasonPhrase: String {
        Self.reasonPhrases[code] ?? Self.classes[code / 100] ?? "Unknown"
    }

    private static let classes = [2: "OK", 3: "Redirect", 4: "Client Error", 5: "Server Error"]
    private static let reasonPhrases = [
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 206: "Partial Content",
        301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect",
        308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required",
        412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long", 415: "Unsupported Media Type",
        422: "Unprocessable Content", 429: "Too Many Requests",
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout",
    ]
}
