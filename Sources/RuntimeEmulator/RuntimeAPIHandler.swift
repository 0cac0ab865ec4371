import NIOCore
import NIOHTTP1
import Synchronization

/// One connection of a function to the Runtime API.
final class RuntimeAPIHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let emulator: EmulatorCore
    private var head: HTTPRequestHead?
    private var isKept = true
    private var body = ByteBuffer()
    private var bodySize = 0
    private var firstByte: ContinuousClock.Instant?

    init(_ emulator: EmulatorCore) {
        self.emulator = emulator
    }

    func channelActive(context: ChannelHandlerContext) {
        emulator.connections.add(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        emulator.board.forget(ObjectIdentifier(context.channel))
        if let head, case .response(let requestID) = RuntimeCall(head) { emulator.truncate(requestID) }
        emulator.connections.remove(context.channel)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            (body, bodySize, firstByte) = (ByteBuffer(), 0, nil)
        case .body(let part):
            firstByte = firstByte ?? .now
            bodySize += part.readableBytes
            if bodySize <= EmulatorCore.maximumKeptBytes { body.writeImmutableBuffer(part) }
        case .end(let trailers):
            guard let head else { return }
            self.head = nil
            isKept = head.isKeepAlive
            let request = ReceivedRequest(
                head: head, body: body, size: bodySize, trailers: trailers ?? [:], firstByte: firstByte)
            answer(request, context)
        }
    }

    private func answer(_ request: ReceivedRequest, _ context: ChannelHandlerContext) {
        let received = ReceivedCall(method: request.head.method.rawValue, path: request.head.uri, time: .now)
        emulator.calls.withLock { $0.append(received) }
        guard let call = RuntimeCall(request.head) else { return send(.notFound, context) }
        switch call {
        case .next: waitForEvent(context)
        case .response(let requestID): send(emulator.respond(to: requestID, with: request), context)
        case .error(let requestID): send(emulator.fail(requestID, with: request), context)
        case .initializationError: send(emulator.failInitialization(with: request), context)
        case .restoreNext: send(.ok, context)
        case .restoreError: send(emulator.failInitialization(with: request), context)
        }
    }

    private func waitForEvent(_ context: ChannelHandlerContext) {
        let (loop, board) = (context.eventLoop, emulator.board)
        let bound = NIOLoopBound((self, context), eventLoop: loop)
        board.wait(ObjectIdentifier(context.channel)) { event in
            loop.execute {
                let (handler, context) = bound.value
                guard context.channel.isActive else { return board.putBack(event) }
                handler.send(handler.emulator.handOver(event), context)
                loop.scheduleTask(in: TimeAmount(event.timeout + EmulatorCore.grace)) {
                    board.finish(event.requestID, .timedOut)
                }
            }
        }
    }

    private func send(_ answer: RuntimeAnswer, _ context: ChannelHandlerContext) {
        var headers = answer.headers
        headers.add(name: "Content-Length", value: String(answer.body.count))
        headers.add(name: "Content-Type", value: "application/json")
        let head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = context.channel.allocator.buffer(bytes: answer.body)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        if !isKept { context.close(promise: nil) }
    }
}
