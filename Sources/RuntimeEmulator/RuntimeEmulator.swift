import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A Runtime API of our own on a loopback port: what Lambda is to a function, for tests, measurements and development.
///
/// Events are handed to whichever function asks first. Limits and refusals are Lambda's.
package final class RuntimeEmulator: Sendable {
    /// The value of `AWS_LAMBDA_RUNTIME_API` for functions that are to use it.
    package let endpoint: String
    /// The name that invocations carry.
    package let functionARN: String
    /// How long an event waits for a function that has not asked for one yet: Lambda gives initialization 10 s.
    package static let longestStart = Duration.seconds(30)

    private let core: EmulatorCore
    private let channel: any Channel

    private init(_ core: EmulatorCore, _ channel: any Channel, functionARN: String) {
        self.core = core
        self.channel = channel
        self.functionARN = functionARN
        endpoint = "127.0.0.1:\(channel.localAddress?.port ?? 0)"
    }

    /// Opens a free port.
    ///
    /// - Throws: `RuntimeEmulatorError` with `emulator-unstartable`.
    package static func start() async throws -> RuntimeEmulator {
        let functionARN = "arn:aws:lambda:us-east-1:123456789012:function:apus"
        let core = EmulatorCore(functionARN: functionARN)
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // A function never asks twice at a time; without assistance its going away is seen while it waits.
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try channel.pipeline.syncOperations.addHandler(RuntimeAPIHandler(core))
                }
            }
        do {
            let channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
            return RuntimeEmulator(core, channel, functionARN: functionARN)
        } catch {
            throw RuntimeEmulatorError(
                .emulatorUnstartable, "no port can be opened on 127.0.0.1", found: "\(error)", underlying: error)
        }
    }

    /// Has an event handled.
    ///
    /// - Parameters:
    ///   - event: The event, 6 MB at most.
    ///   - timeout: How long the function has from when it gets the event.
    /// - Returns: What became of it; failures of the function are no errors here.
    /// - Throws: `RuntimeEmulatorError` with `event-too-large`.
    package func invoke(
        _ event: [UInt8], timeout: Duration = .seconds(30)
    ) async throws(RuntimeEmulatorError) -> InvocationOutcome {
        guard event.count <= EmulatorCore.maximumPayload else {
            throw RuntimeEmulatorError(
                .eventTooLarge, "the event is larger than Lambda accepts",
                expected: "at most \(EmulatorCore.maximumPayload) bytes", found: "\(event.count) bytes",
                advice: "put the picture into S3 and send its bucket and key")
        }
        let event = InvocationBoard.Event(requestID: RandomName.requestID, body: event, timeout: timeout)
        let (board, limit) = (core.board, Self.longestStart + timeout)
        let expiry = channel.eventLoop.scheduleTask(in: TimeAmount(limit)) {
            _ = board.finish(event.requestID, .timedOut)
        }
        defer { expiry.cancel() }
        return await board.run(event)
    }

    /// What a function reported instead of asking for events, such as a model that cannot be loaded.
    package var initializationFailure: ReportedFailure? { core.board.initializationFailure }

    /// When functions connected.
    package var connections: [ContinuousClock.Instant] { core.connections.arrivals }

    /// What functions called, the first call first.
    package var calls: [ReceivedCall] { core.calls.withLock { $0 } }

    /// Closes all connections and goes on listening, as it looks to a function that was frozen for a while.
    package func dropConnections() async {
        await core.connections.closeAll()
    }

    /// A function's process is being started: events wait until it asks for them.
    func functionStarts() {
        core.board.functionStarts()
    }

    /// A function's process has ended: events that wait are answered with that.
    func functionEnds(_ ending: FunctionEnding) {
        core.board.functionEnds(.byPlatform("Runtime.ExitError", "Runtime exited: \(ending)"))
    }

    /// Closes the port and all connections.
    package func stop() async {
        try? await channel.close()
        await core.connections.closeAll()
    }
}
