import HTTPExchange

/// An HTTP exchange, as plain as the wire has it.
struct HTTPCall: Sendable {
    let method: String
    /// Who is asked; messages name its host.
    let endpoint: Endpoint
    /// The whole path and the query; it may hold secrets, so it does not get into messages.
    let target: String
    /// Headers beside `host`.
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
}

/// Carries calls over a client's connections, which are made with the first call: most invocations of a function make
/// none.
struct HTTPTransport: Sendable {
    let client: HTTPClient

    /// Makes a call and reads its answer.
    ///
    /// - Parameters:
    ///   - call: What to send.
    ///   - headTimeout: How long to wait for a connection, and for the head of the answer, where less than usual.
    ///   - read: Takes the answer; what it does not read is thrown away with the connection.
    /// - Returns: What `read` made of it.
    /// - Throws: ``FailedAttempt`` where connecting, sending or receiving failed; `CancellationError`; and what `read`
    ///   throws of these and of ``AWSError``.
    func send<Output: Sendable>(
        _ call: HTTPCall, headTimeout: Duration? = nil, read: @Sendable (HTTPReply) async throws -> Output
    ) async throws -> Output {
        do {
            return try await client.exchange(Self.request(call, headTimeout)) { response in
                try await read(HTTPReply(response, method: call.method, host: call.endpoint.host))
            }
        } catch let error where error is AWSError || error is FailedAttempt {
            throw error
        } catch {
            guard !Task.isCancelled else { throw CancellationError() }
            // Tried again, it would be refused again.
            if let error = error as? HTTPExchangeError, error.code == .requestUnwritable {
                throw FailedAttempt.connection(to: call.endpoint.host, error).error
            }
            throw FailedAttempt.connection(to: call.endpoint.host, error)
        }
    }

    private static func request(_ call: HTTPCall, _ headTimeout: Duration?) -> HTTPRequest {
        let endpoint = call.endpoint
        var request = HTTPRequest(
            call.method,
            HTTPOrigin(endpoint.scheme == .https ? .https : .http, host: endpoint.host, port: endpoint.port),
            target: call.target, headers: call.headers)
        if !call.body.isEmpty || call.method == "PUT" || call.method == "POST" { request.body = call.body }
        if let headTimeout {
            request.patience.connect = min(request.patience.connect, headTimeout)
            request.patience.head = headTimeout
        }
        return request
    }
}
