import NIOCore
import NIOHTTP1
import NIOTLS

/// The end of a connection's pipeline: hands the parts of answers to whoever waits, and lets the other side wait where
/// nobody does.
///
/// It runs on its connection's event loop only.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    /// Succeeds when requests may be sent.
    let readiness: EventLoopPromise<Void>
    private let origin: HTTPOrigin
    private var context: ChannelHandlerContext?
    private var exchange: Exchange?
    private var exchangeCount = 0
    private var queue = PartQueue()
    private var waiter: Waiter?
    private var isReadHeld = false
    /// Why this connection serves nobody any more.
    private var failure: HTTPExchangeError?

    /// How far one request and its answer are.
    private struct Exchange {
        var isSent = false
        var hasAnswer = false
        var isEnded = false
        var isLast: Bool
    }

    /// Somebody who waits for the next part.
    private struct Waiter {
        let promise: EventLoopPromise<HTTPClientResponsePart>
        var timer: Scheduled<Void>
    }

    init(origin: HTTPOrigin, readiness: EventLoopPromise<Void>) {
        (self.origin, self.readiness) = (origin, readiness)
    }

    /// Gives a connection up; who waits gets the error.
    func abort(_ error: HTTPExchangeError) {
        fail(error)
        context?.close(promise: nil)
    }

    /// The first reason is the one that counts; what was received before it may still be taken.
    private func fail(_ error: HTTPExchangeError) {
        if failure == nil { failure = error }
        readiness.fail(error)
        guard let waiter else { return }
        self.waiter = nil
        waiter.timer.cancel()
        waiter.promise.fail(error)
    }
}

// MARK: - What connections ask for

extension ExchangeHandler {
    /// Sends a request.
    ///
    /// - Returns: The number of this exchange.
    /// - Throws: The error that ended the connection, if one did; nothing was sent then.
    func begin(_ head: HTTPRequestHead, body: ByteBuffer?, isLast: Bool) throws(HTTPExchangeError) -> Int {
        if let failure { throw failure }
        guard let context, exchange == nil else { throw .closed(origin, hasAnswer: false) }
        exchangeCount += 1
        exchange = Exchange(isLast: isLast)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if let body { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess { self.exchange?.isSent = true }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
        return exchangeCount
    }

    /// The next part of an answer.
    ///
    /// - Parameters:
    ///   - number: Which exchange asks; one that is over gets nothing of those after it.
    ///   - patience: How long to wait.
    /// - Returns: The part, when it is there.
    func next(of number: Int, within patience: TimeAmount) -> EventLoopFuture<HTTPClientResponsePart> {
        let promise = readiness.futureResult.eventLoop.makePromise(of: HTTPClientResponsePart.self)
        let isMine = number == exchangeCount && exchange != nil
        if isMine, let part = queue.popFirst() {
            promise.succeed(part)
            resumeReading()
        } else if let context, isMine, failure == nil, waiter == nil {
            waiter = Waiter(promise: promise, timer: timer(patience, on: context.eventLoop))
        } else {
            promise.fail(failure ?? .closed(origin, hasAnswer: true))
        }
        return promise.futureResult
    }

    /// Gives up after some time, which starts anew as long as the request itself is still on its way.
    private func timer(_ patience: TimeAmount, on loop: any EventLoop) -> Scheduled<Void> {
        loop.assumeIsolated().scheduleTask(in: patience) {
            if self.exchange?.isSent == false {
                self.waiter?.timer = self.timer(patience, on: loop)
            } else {
                self.abort(HTTPExchangeError(.answerTimedOut, "\(self.origin.host) did not answer in time"))
            }
        }
    }

    /// Ends an exchange.
    ///
    /// - Returns: Whether the connection may have another one.
    func finish() -> Bool {
        guard let done = exchange, done.isSent, done.isEnded, !done.isLast, failure == nil, queue.isBodyTaken else {
            return false
        }
        exchange = nil
        queue = PartQueue()
        return true
    }
}

// MARK: - What the pipeline tells

extension ExchangeHandler {
    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        fail(.closed(origin, hasAnswer: exchange?.hasAnswer ?? false))
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        if origin.scheme == .http { readiness.succeed() }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { readiness.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard failure == nil else { return }
        guard exchange != nil else { return abort(.invalid(origin, "an answer that nobody asked for")) }
        switch part {
        case .head(let head):
            guard head.status.code >= 200 else { return abort(.invalid(origin, "status \(head.status.code)")) }
            exchange?.hasAnswer = true
            if !head.isKeepAlive { exchange?.isLast = true }
        case .body: break
        case .end: exchange?.isEnded = true
        }
        guard let waiter else { return queue.append(part) }
        self.waiter = nil
        waiter.timer.cancel()
        waiter.promise.succeed(part)
    }

    func read(context: ChannelHandlerContext) {
        if queue.isFull || failure != nil {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    private func resumeReading() {
        guard isReadHeld, !queue.isFull, failure == nil else { return }
        isReadHeld = false
        context?.read()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        abort(.broken(origin, hasAnswer: exchange?.hasAnswer ?? false, by: error))
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.closed(origin, hasAnswer: exchange?.hasAnswer ?? false))
        context.fireChannelInactive()
    }
}
