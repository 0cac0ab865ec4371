import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Makes connections.
struct Connector: Sendable {
    /// The one thread that waits for all sockets; it lives as long as the process and keeps it from nothing.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// The most that an answer's headers may have, in bytes and in number.
    private static let headerLimits = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        (limits.maxHeaderFieldSize, limits.maxHeaderListSize, limits.maxHeaderFieldCount) = (16 << 10, 64 << 10, 128)
        return limits
    }()

    /// Whom to believe.
    let trust: TrustedAuthorities

    /// Connects to where a request goes, and agrees on TLS where that is asked for.
    ///
    /// - Throws: ``HTTPExchangeError``; `CancellationError` as soon as the task is cancelled: what becomes of the attempt
    ///   is closed unheard.
    func connection(for request: HTTPRequest) async throws -> HTTPConnection {
        let opening = try open(request)
        let (results, result) = AsyncStream.makeStream(of: Result<HTTPConnection, any Error>.self)
        opening.whenComplete { outcome in
            if case .terminated = result.yield(outcome), case .success(let connection) = outcome { connection.close() }
            result.finish()
        }
        for await outcome in results {
            do { return try outcome.get() } catch { throw HTTPExchangeError.unconnected(request.origin, error) }
        }
        throw CancellationError()
    }

    private func open(_ request: HTTPRequest) throws(HTTPExchangeError) -> EventLoopFuture<HTTPConnection> {
        let (origin, patience) = (request.origin, TimeAmount(request.patience.connect))
        let literal = try? SocketAddress(ipAddress: origin.bareHost, port: origin.port)
        let place = try place(of: request, literal) ?? literal
        let context = origin.scheme == .https ? try trust.context() : nil
        let deadline = NIODeadline.now() + patience
        // On the loop, so that a handshake that fails at once does not do so before somebody listens.
        return Self.group.next().flatSubmit {
            let bootstrap = ClientBootstrap(group: Self.group).connectTimeout(patience).channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Without a name the certificate must be made out to the IP address that was connected to.
                    let name = literal == nil ? origin.host : nil
                    let security = try context.map { try NIOSSLClientHandler(context: $0, serverHostname: name) }
                    try Self.furnish(channel, origin: origin, security: security)
                }
            }
            let connecting =
                place.map { bootstrap.connect(to: $0) } ?? bootstrap.connect(host: origin.host, port: origin.port)
            return connecting.flatMap { Self.ready($0, origin: origin, deadline: deadline) }
        }
    }

    /// The IP address that a request insists on.
    private func place(
        of request: HTTPRequest, _ literal: SocketAddress?
    ) throws(HTTPExchangeError) -> SocketAddress? {
        guard let place = request.place else { return nil }
        do {
            let address = try SocketAddress(ipAddress: place, port: request.origin.port)
            if literal == nil || literal == address { return address }
        } catch {
            // The same message as for an address that contradicts the host.
        }
        throw HTTPExchangeError(
            .requestUnwritable, "the request has no usable IP address",
            expected: "one without brackets, which is the host's own where that is one")
    }

    private static func furnish(
        _ channel: any Channel, origin: HTTPOrigin, security: NIOSSLClientHandler?
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        if let security { try pipeline.addHandler(security) }
        let decoder = HTTPResponseDecoder(
            leftOverBytesStrategy: .dropBytes, informationalResponseStrategy: .drop, limitConfiguration: headerLimits)
        try pipeline.addHandlers([
            HTTPRequestEncoder(), ByteToMessageHandler(decoder),
            ExchangeHandler(origin: origin, readiness: channel.eventLoop.makePromise()),
        ])
    }

    /// Waits for the end of TLS' handshake.
    private static func ready(
        _ channel: any Channel, origin: HTTPOrigin, deadline: NIODeadline
    ) -> EventLoopFuture<HTTPConnection> {
        do {
            let handler = try channel.pipeline.syncOperations.handler(type: ExchangeHandler.self)
            let connection = HTTPConnection(channel, handler, origin: origin)
            let timer = channel.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
                handler.abort(.connectTimedOut(origin))
            }
            let readiness = handler.readiness.futureResult
            readiness.whenComplete { _ in timer.cancel() }
            return readiness.map { connection }
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
    }
}
