import Crypto

/// A request in the one form of which both sides compute the digest (AWS Signature Version 4, "canonical request").
package struct CanonicalRequest: Sendable {
    /// What stands for the body.
    enum Payload: Sendable {
        /// The digest of the bytes.
        case digest(String)
        /// Nothing: whoever uses a presigned URL brings a body of their own.
        case unsigned

        var text: String {
            switch self {
            case .digest(let digest): digest
            case .unsigned: "UNSIGNED-PAYLOAD"
            }
        }
    }

    /// The form itself.
    package let text: String
    /// The names of the headers in it, sorted, between semicolons.
    package let signedHeaders: String

    /// The digest of the form.
    var digest: String { Hexadecimal.text(SHA256.hash(data: Array(text.utf8))) }

    /// Writes the form of a request that has all its headers.
    init(_ request: AWSRequest, payload: Payload) {
        let headers = Self.headers(of: request)
        signedHeaders = headers.map(\.name).joined(separator: ";")
        let lines =
            [request.method.rawValue, Self.path(of: request), Self.query(of: request)]
            + headers.map { "\($0.name):\($0.value)" } + ["", signedHeaders, payload.text]
        text = lines.joined(separator: "\n")
    }

    /// Headers that proxies and libraries change on the way, so that nobody signs them.
    private static let unsigned: Set<String> = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
        "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]

    /// One line for each name, sorted; values of one name stay in their order.
    private static func headers(of request: AWSRequest) -> [(name: String, value: String)] {
        var values: [String: [String]] = ["host": [request.endpoint.authority]]
        for (name, value) in request.headers where !unsigned.contains(name.lowercased()) {
            values[name.lowercased(), default: []].append(trimmed(value))
        }
        return values.map { ($0, $1.joined(separator: ",")) }.sorted { $0.name < $1.name }
    }

    /// Without space at the ends, and with single spaces within.
    private static func trimmed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }

    private static func query(of request: AWSRequest) -> String {
        request.encodedPairs.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
            .map { "\($0)=\($1)" }.joined(separator: "&")
    }

    /// The path as it is signed: S3 takes it as it is sent, all others resolve dots, join slashes, encode once more.
    private static func path(of request: AWSRequest) -> String {
        let path = request.wholePath
        guard request.service != .s3 else { return path }
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        let end = path.hasSuffix("/") && !segments.isEmpty ? "/" : ""
        return URIEncoding.path("/" + segments.joined(separator: "/") + end)
    }
}
