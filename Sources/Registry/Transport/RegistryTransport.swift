import AsyncHTTPClient
import Diagnosis
import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Carries requests to registries; one client for the process, made with the first request.
struct RegistryTransport: Sendable {
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(120)))
        configuration.httpVersion = .http1Only
        // Failures are the retry policy's business.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup(numberOfThreads: 1), configuration: configuration)
    }()

    /// Sends a request and reads its answer.
    ///
    /// - Parameters:
    ///   - call: The request.
    ///   - host: What messages call the other side.
    /// - Returns: The answer, whatever its status.
    /// - Throws: ``RegistryError`` with `registry-unreachable`; `CancellationError`; what reading the body throws.
    func send(_ call: RegistryCall, to host: String) async throws -> RegistryReply {
        do {
            let response = try await Self.client.execute(call.request, deadline: .distantFuture)
            var body: [UInt8] = []
            if call.method != "HEAD" {
                body = Array(try await response.body.collect(upTo: RegistryReply.limit).readableBytesView)
            }
            return RegistryReply(status: Int(response.status.code), headers: response.headers, body: body)
        } catch let error as any DiagnosedError {
            throw error
        } catch {
            guard !Task.isCancelled else { throw CancellationError() }
            throw RegistryError(
                .unreachable, "the connection to \(host) failed", found: Self.reason(error),
                advice: "check the network and the registry's name", underlying: error)
        }
    }

    /// The system's reason rather than the library's account of it.
    private static func reason(_ error: any Error) -> String {
        let cause = (error as? NIOConnectionError)?.connectionErrors.first?.error ?? error
        if let cause = cause as? IOError { return String(cString: strerror(cause.errnoCode)) }
        return (cause as? HTTPClientError)?.shortDescription ?? Diagnosis.excerpt("\(cause)")
    }
}
