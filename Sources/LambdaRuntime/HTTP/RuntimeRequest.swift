/// A request to the Runtime API.
struct RuntimeRequest {
    /// A header field or trailer.
    struct Field {
        /// The name.
        var name: String
        /// The value.
        var value: String

        /// As it is sent.
        var line: String { "\(name): \(value)\r\n" }
    }

    /// `GET` or `POST`.
    var method: String
    /// The path below the API's version.
    var path: String
    /// Header fields other than host and length.
    var fields: [Field] = []
    /// The body.
    var body: [UInt8] = []

    /// Asks for the next event.
    static let next = RuntimeRequest(method: "GET", path: "/runtime/invocation/next")

    /// Sends a document.
    static func post(_ path: String, contentType: String, body: [UInt8]) -> RuntimeRequest {
        RuntimeRequest(
            method: "POST", path: path, fields: [Field(name: "Content-Type", value: contentType)], body: body)
    }

    /// The head as it is sent, with the length of the body or the announcement of chunks.
    func head(for endpoint: RuntimeEndpoint, isChunked: Bool = false) -> [UInt8] {
        var fields = [Field(name: "Host", value: endpoint.authority), Field(name: "User-Agent", value: "apus")]
        fields += self.fields
        if isChunked {
            fields.append(Field(name: "Transfer-Encoding", value: "chunked"))
        } else if method != "GET" {
            fields.append(Field(name: "Content-Length", value: String(body.count)))
        }
        let text = "\(method) /2018-06-01\(path) HTTP/1.1\r\n" + fields.map(\.line).joined() + "\r\n"
        return Array(text.utf8)
    }
}

extension RuntimeRequest.Field {
    /// The header, and the trailer, that has an error's type.
    static let errorTypeName = "Lambda-Runtime-Function-Error-Type"

    /// Tells an error's type.
    static func errorType(_ failure: InvocationFailure) -> Self {
        Self(name: errorTypeName, value: failure.type)
    }
}
