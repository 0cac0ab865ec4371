import NIOCore
import NIOHTTP1

/// One connection, which has one exchange at a time.
final class HTTPConnection: Sendable {
    let channel: any Channel
    private let handler: NIOLoopBound<ExchangeHandler>
    private let origin: HTTPOrigin

    /// Takes a channel that has an ``ExchangeHandler``, on its event loop.
    init(_ channel: any Channel, _ handler: ExchangeHandler, origin: HTTPOrigin) {
        self.channel = channel
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        self.origin = origin
    }

    /// Sends a request and waits for the head of its answer.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - head: Its head.
    /// - Returns: The answer.
    /// - Throws: ``HTTPExchangeError``.
    func send(_ request: HTTPRequest, head: HTTPRequestHead) async throws -> HTTPResponse {
        let body = request.body.flatMap { $0.isEmpty ? nil : ByteBuffer(bytes: $0) }
        let exchange = try await channel.eventLoop.submit { [handler] in
            try handler.value.begin(head, body: body, isLast: !request.mayKeepConnection)
        }.get()
        guard case .head(let answer) = try await next(of: exchange, within: request.patience.head) else {
            throw HTTPExchangeError.invalid(origin, "a body without a head")
        }
        return HTTPResponse(
            status: Int(answer.status.code), headers: answer.headers,
            body: HTTPBody(connection: self, exchange: exchange, silence: request.patience.silence))
    }

    /// The next piece of a body, or `nil` at its end.
    ///
    /// - Throws: ``HTTPExchangeError``, `CancellationError`.
    func nextChunk(of exchange: Int, within silence: Duration) async throws -> ByteBuffer? {
        guard case .body(let chunk) = try await next(of: exchange, within: silence) else { return nil }
        return chunk
    }

    /// Ends an exchange.
    ///
    /// - Returns: Whether the connection may have another one.
    func finish() async throws -> Bool {
        try await channel.eventLoop.submit { [handler] in handler.value.finish() }.get()
    }

    /// Closes the connection, and lets go whoever waits for it.
    func close() {
        channel.eventLoop.execute { [handler, origin] in
            handler.value.abort(.closed(origin, hasAnswer: true))
        }
    }

    private func next(of exchange: Int, within patience: Duration) async throws -> HTTPClientResponsePart {
        try await channel.eventLoop.flatSubmit { [handler] in
            handler.value.next(of: exchange, within: TimeAmount(patience))
        }.get()
    }
}
