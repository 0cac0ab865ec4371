package import AWSClient
import Packaging

/// Speaks to one repository of a registry (OCI distribution specification 1.1): authorises, retries, and says what went
/// wrong.
package struct RegistryClient: Sendable {
    /// How a registry is spoken to.
    package struct Options: Sendable {
        /// Whether registries on other machines may be spoken to in the clear.
        package var isInsecureAllowed = false
        /// How often and when requests are made again.
        package var retry = RegistryClient.standardRetry
        /// How much of a content is sent at a time, once sending it whole has failed, in bytes.
        package var chunkByteCount = 8 << 20
        /// Where credentials are kept.
        package var credentials = RegistryCredentials()

        /// The defaults.
        package init() {}
    }

    /// The image that is spoken about.
    package let reference: ImageReference
    let endpoint: RegistryEndpoint
    let options: Options
    private let authorization: RegistryAuthorization
    private let transport = RegistryTransport()

    /// Prepares; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - reference: The image.
    ///   - source: A repository of the same registry that contents may be taken from.
    ///   - options: How the registry is spoken to.
    package init(_ reference: ImageReference, mountingFrom source: String? = nil, options: Options = Options()) {
        self.reference = reference
        self.options = options
        endpoint = RegistryEndpoint(registry: reference.registry, isInsecureAllowed: options.isInsecureAllowed)
        authorization = RegistryAuthorization(for: reference, from: source, at: endpoint, options.credentials)
    }

    /// Uploads are worth more patience than calls.
    package static let standardRetry: RetryPolicy = {
        var policy = RetryPolicy.standard
        policy.maximumAttempts = 6
        policy.serviceBase = .milliseconds(500)
        return policy
    }()

    /// An address in the repository.
    func url(_ path: String) -> String { "\(endpoint.origin)/v2/\(reference.repository)/\(path)" }

    /// Makes a request until it is answered.
    ///
    /// - Parameter call: The request, which may be heard twice.
    /// - Returns: The answer, with any status but 401, 429 and those of failures of the registry.
    /// - Throws: ``RegistryError``; for ECR ``AWSError``; `CancellationError`.
    func send(_ call: RegistryCall) async throws -> RegistryReply {
        var attempts = Attempts(options.retry)
        while true {
            do {
                return try await attempt(call)
            } catch let failure as FailedAttempt {
                try await attempts.pause(after: failure)
            }
        }
    }

    /// Makes a request once; a second time only where the registry wants to know who asks.
    ///
    /// - Throws: ``FailedAttempt`` where another attempt may help; else as `send(_:)`.
    func attempt(_ call: RegistryCall) async throws -> RegistryReply {
        var header = await authorization.header
        var reply = try await exchange(call, header)
        // The second answer is for a token that has ended meanwhile.
        for _ in 0..<2 where reply.status == 401 {
            // What another host asks for is nothing that credentials are used for.
            guard endpoint.contains(call.url), let next = try await authorization.answer(reply, used: header) else {
                throw denied(reply)
            }
            header = next
            reply = try await exchange(call, header)
        }
        guard reply.status != 401 else { throw denied(reply) }
        return try checked(reply)
    }

    /// Credentials go to the registry only, wherever its answers lead.
    private func exchange(_ call: RegistryCall, _ header: String?) async throws -> RegistryReply {
        var call = call
        call.headers.append(("user-agent", "apus"))
        if let header, endpoint.contains(call.url) { call.headers.append(("authorization", header)) }
        do {
            return try await transport.send(call, to: endpoint.authority)
        } catch let error as RegistryError where error.code == .unreachable {
            throw FailedAttempt(cause: .connection, error: error)
        }
    }

    private func checked(_ reply: RegistryReply) throws -> RegistryReply {
        guard reply.status == 429 || reply.status >= 500 else { return reply }
        let isBusy = reply.status == 429
        throw FailedAttempt(
            cause: isBusy ? .throttling : .service,
            error: RegistryError(
                .unavailable, "\(endpoint.authority) \(isBusy ? "asks to slow down" : "failed")",
                found: reply.complaint, advice: "try again later"),
            retryAfter: reply.retryAfter)
    }

    private func denied(_ reply: RegistryReply) -> RegistryError {
        RegistryError(
            .accessDenied, "\(endpoint.authority) does not let you push to \(reference.repository)",
            found: reply.complaint, advice: "docker login \(reference.registry), or check the credentials")
    }

    /// What to say of an answer that is no success.
    func refusal(_ reply: RegistryReply, of purpose: String, advice: String? = nil) -> RegistryError {
        guard reply.status != 403 else { return denied(reply) }
        return RegistryError(
            .requestFailed, "\(endpoint.authority) refused \(purpose)", found: reply.complaint, advice: advice)
    }
}
