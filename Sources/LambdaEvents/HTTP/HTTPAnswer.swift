import JSONText

/// An answer to a request, before it takes the form that the request's sender expects.
package struct HTTPAnswer: Sendable {
    /// What an answer carries.
    package enum Body: Sendable {
        /// Nothing.
        case empty
        /// Text in UTF-8, which goes into the answer as it is.
        case text([UInt8])
        /// Bytes of any kind, which go into it as base64.
        case binary([UInt8])
    }

    /// The status.
    package var status: HTTPStatus
    /// The header fields; each `Set-Cookie` is one of them.
    package var fields: HTTPFields
    /// The body.
    package var body: Body

    /// Makes an answer.
    package init(status: HTTPStatus, fields: HTTPFields = HTTPFields(), body: Body = .empty) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

extension HTTPAnswer {
    /// Writes what the forms of all senders have in common.
    func writeBody(into writer: inout JSONWriter) {
        switch body {
        case .empty:
            writer.member("body", "")
            writer.member("isBase64Encoded", false)
        case .text(let text):
            writer.member("body", String(decoding: text, as: UTF8.self))
            writer.member("isBase64Encoded", false)
        case .binary(let bytes):
            writer.key("body")
            writer.value(base64: bytes)
            writer.member("isBase64Encoded", true)
        }
    }
}

extension [(name: String, values: [String])] {
    /// Writes fields with one value each: several are joined, but of cookies, which cannot be, the last one stays.
    func writeSingle(_ key: String, into writer: inout JSONWriter) {
        writer.key(key)
        writer.object { writer in
            for (name, values) in self {
                let isCookie = name.lowercased() == "set-cookie"
                writer.member(name, isCookie ? values.last ?? "" : values.joined(separator: ", "))
            }
        }
    }

    /// Writes fields with a list of values each.
    func writeLists(_ key: String, into writer: inout JSONWriter) {
        writer.key(key)
        writer.object { writer in
            for field in self {
                writer.key(field.name)
                writer.array(of: field.values)
            }
        }
    }
}

extension JSONWriter {
    /// Writes an array of strings.
    mutating func array(of values: [String]) {
        array { writer in for value in values { writer.value(value) } }
    }
}
