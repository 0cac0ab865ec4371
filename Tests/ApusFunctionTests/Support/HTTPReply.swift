import JSONText

/// An answer to an HTTP request, out of the form in which a service of AWS takes it.
struct HTTPReply {
    let status: Int
    /// The header fields, whichever form they were told in.
    let headers: [String: String]
    let body: [UInt8]
    let isBase64Encoded: Bool
    /// The whole answer.
    let document: JSONValue

    init(_ answer: JSONValue) throws {
        guard let status = answer["statusCode"]?.integer, let text = answer["body"] else {
            throw UnexpectedOutcome(text: "no answer to a request: \(answer.source.prefix(200))")
        }
        self.status = status
        document = answer
        var headers: [String: String] = [:]
        for (name, value) in answer["multiValueHeaders"]?.members ?? [] {
            headers[name.lowercased()] = value.elements.compactMap(\.string).joined(separator: ", ")
        }
        for (name, value) in answer["headers"]?.members ?? [] { headers[name.lowercased()] = value.string }
        self.headers = headers
        isBase64Encoded = answer["isBase64Encoded"]?.boolean ?? false
        body = isBase64Encoded ? try text.base64Decoded(maximumBytes: 16 << 20) : text.stringBytes ?? []
    }

    /// The body's JSON.
    var json: JSONValue {
        get throws { try JSONDocument(body).root }
    }

    /// The code of the error that the body is.
    var code: String? { try? json["code"]?.string }
}
