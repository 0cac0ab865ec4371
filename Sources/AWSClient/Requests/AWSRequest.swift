/// One request of a service, before it is signed.
package struct AWSRequest: Sendable {
    /// The methods that are used.
    package enum Method: String, Sendable {
        /// Reads.
        case get = "GET"
        /// Reads, headers only.
        case head = "HEAD"
        /// Writes a thing in its place.
        case put = "PUT"
        /// Calls an operation.
        case post = "POST"
    }

    /// Which service it is for; signatures depend on it.
    package let service: AWSService
    /// The method.
    package let method: Method
    /// Where the service answers.
    package let endpoint: Endpoint
    /// The path after the endpoint's own, percent-encoded once, with a slash at its beginning.
    package let path: String
    /// Names and values of the query, not encoded, in the order of the URL.
    package var query: [(name: String, value: String)]
    /// Headers that are sent and signed; `host` is not among them.
    package var headers: [(name: String, value: String)]
    /// The body, whose digest is signed.
    package let body: [UInt8]

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - service: Which service it is for.
    ///   - endpoint: Where the service answers.
    ///   - path: The path, percent-encoded once.
    ///   - body: The body.
    package init(
        _ method: Method, _ service: AWSService, at endpoint: Endpoint, path: String = "/", body: [UInt8] = []
    ) {
        self.service = service
        self.method = method
        self.endpoint = endpoint
        self.path = path
        self.body = body
        (query, headers) = ([], [])
    }

    /// The path as it is sent.
    var wholePath: String { endpoint.basePath + path }

    /// The query as it is sent, without the question mark.
    var encodedQuery: String { encodedPairs.map { "\($0)=\($1)" }.joined(separator: "&") }

    /// The query's parts as they are sent.
    var encodedPairs: [(name: String, value: String)] {
        query.map { (URIEncoding.component($0.name), URIEncoding.component($0.value)) }
    }

    /// The path and the query as they are sent; they may hold a signature, so they must not get into messages.
    var target: String { query.isEmpty ? wholePath : "\(wholePath)?\(encodedQuery)" }

    /// The whole address, which must not get into messages either.
    package var url: String { "\(endpoint.scheme.rawValue)://\(endpoint.authority)\(target)" }
}
