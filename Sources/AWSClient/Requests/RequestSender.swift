/// Signs requests, sends them, and sends them again where that helps.
struct RequestSender: Sendable {
    /// Carries requests.
    let transport: HTTPTransport
    /// How often and when.
    let retry: RetryPolicy

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - request: The request, not signed yet.
    ///   - purpose: What it is for, such as `reading s3://bucket/key`.
    ///   - sign: Adds what authorises it, anew for each attempt.
    ///   - recover: Turns an answer that is no success into a result where it is one all the same.
    ///   - read: Takes the answer; when the connection breaks in it, the whole request is made again.
    /// - Returns: What `read` made of the answer.
    /// - Throws: ``AWSError`` and `CancellationError`.
    func send<Output: Sendable>(
        _ request: AWSRequest, for purpose: String,
        sign: @escaping @Sendable (inout AWSRequest) async throws -> Void = { _ in },
        recover: @escaping @Sendable (ServiceFailure, _ isRepeat: Bool) -> Output? = { _, _ in nil },
        read: @escaping @Sendable (HTTPReply) async throws -> Output
    ) async throws -> Output {
        try await retry.run { isRepeat in
            var signed = request
            if let trace = RequestTrace.field { signed.headers.append(trace) }
            try await sign(&signed)
            return try await transport.send(signed.call) { reply in
                guard !reply.isSuccess else { return try await read(reply) }
                let failure = ServiceFailure(reply, body: try await reply.bytes(upTo: HTTPReply.errorLimit))
                if let output = recover(failure, isRepeat) { return output }
                let error = failure.error(purpose)
                throw failure.cause.map { FailedAttempt(cause: $0, error: error) } ?? error as any Error
            }
        }
    }
}

extension AWSRequest {
    /// The request as the wire has it.
    var call: HTTPCall {
        HTTPCall(method: method.rawValue, endpoint: endpoint, target: target, headers: headers, body: body)
    }
}
