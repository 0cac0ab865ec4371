import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP exchange, as plain as the wire has it.
struct HTTPCall: Sendable {
    let method: String
    /// The whole address; it may hold secrets, so it does not get into messages.
    let url: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// What messages call the other side.
    let host: String
}

/// The one HTTP client of the process: HTTP/1.1 on a single event loop thread, with connections that are used again.
///
/// It is made with the first call, because most invocations of a function make none, and it lives as long as the
/// process: nothing has to be shut down, and nothing keeps the process from ending.
struct HTTPTransport: Sendable {
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(30)))
        configuration.httpVersion = .http1Only
        // A thawed sandbox finds its connections dead; the younger they may grow, the rarer that is.
        configuration.connectionPool.idleTimeout = .seconds(20)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 32
        // Failures are the retry policy's business, which knows the deadline.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup(numberOfThreads: 1), configuration: configuration)
    }()

    /// Makes a call and reads its answer.
    ///
    /// - Parameters:
    ///   - call: What to send.
    ///   - headTimeout: How long to wait for the head of the answer, or `nil` for as long as the connection lives.
    ///   - read: Takes the answer; what it does not read is thrown away with the connection.
    /// - Returns: What `read` made of it.
    /// - Throws: ``FailedAttempt`` where connecting, sending or receiving failed; `CancellationError`; and what `read`
    ///   throws of these and of ``AWSError``.
    func send<Output: Sendable>(
        _ call: HTTPCall, headTimeout: TimeAmount? = nil, read: @Sendable (HTTPReply) async throws -> Output
    ) async throws -> Output {
        do {
            let deadline = headTimeout.map { NIODeadline.now() + $0 } ?? .distantFuture
            let response = try await Self.client.execute(Self.request(call), deadline: deadline)
            return try await read(HTTPReply(response, method: call.method, host: call.host))
        } catch let error where error is AWSError || error is FailedAttempt {
            throw error
        } catch {
            guard !Task.isCancelled else { throw CancellationError() }
            throw FailedAttempt.connection(to: call.host, error)
        }
    }

    private static func request(_ call: HTTPCall) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: call.url)
        request.method = HTTPMethod(rawValue: call.method)
        request.headers = HTTPHeaders(call.headers.map { ($0.name, $0.value) })
        if !call.body.isEmpty || call.method == "PUT" || call.method == "POST" {
            request.body = .bytes(ByteBuffer(bytes: call.body))
        }
        return request
    }
}
