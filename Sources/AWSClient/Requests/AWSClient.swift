package import HTTPExchange
import JSONText

/// Access to AWS: configuration, credentials and one way to send requests, shared by all services.
///
/// Making one opens no file, starts no thread and connects to nothing; that happens with the first request.
package final class AWSClient: Sendable {
    /// Where requests go.
    package let configuration: AWSConfiguration
    private let credentials: CredentialCache
    private let sender: RequestSender

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - environment: The variables that configure it.
    ///   - retry: How often and when requests are made again.
    ///   - http: Who keeps the connections: most often the process.
    package init(
        environment: AWSEnvironment = .process, retry: RetryPolicy = .standard, over http: HTTPClient = .shared
    ) {
        configuration = AWSConfiguration(environment)
        sender = RequestSender(transport: HTTPTransport(client: http), retry: retry)
        let chain = CredentialChain(CredentialContext(configuration: configuration, sender: sender))
        credentials = CredentialCache { try await chain.credentials() }
    }

    /// The credentials that requests are signed with, valid for some minutes at least.
    ///
    /// - Throws: `credentials-not-found`, `credentials-expired`, `credentials-invalid`; what the place that has them
    ///   said.
    package func currentCredentials() async throws -> Credentials { try await credentials.current() }

    /// Closes the connections that wait for a request: copies of a process must not share them.
    package func dropIdleConnections() {
        sender.transport.client.dropIdleConnections()
    }

    /// Sends a signed request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - purpose: What it is for, such as `reading s3://bucket/key`.
    ///   - recover: Turns an answer that is no success into a result where it is one all the same.
    ///   - read: Takes the answer.
    /// - Returns: What `read` made of it.
    /// - Throws: ``AWSError`` and `CancellationError`.
    func send<Output: Sendable>(
        _ request: AWSRequest, for purpose: String,
        recover: @escaping @Sendable (ServiceFailure, _ isRepeat: Bool) -> Output? = { _, _ in nil },
        read: @escaping @Sendable (HTTPReply) async throws -> Output
    ) async throws -> Output {
        let region = try configuration.region
        do {
            return try await sender.send(
                request, for: purpose,
                sign: { request in
                    SignatureV4(credentials: try await self.credentials.current(), region: region, at: .now)
                        .sign(&request)
                }, recover: recover, read: read)
        } catch let error as AWSError where error.code == .credentialsExpired {
            // The next request asks for new ones.
            await credentials.forget()
            throw error
        }
    }
}
