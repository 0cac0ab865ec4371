/// A place where credentials may be kept.
protocol CredentialProvider: Sendable {
    /// What messages call the place.
    var name: String { get }

    /// The credentials of this place.
    ///
    /// - Returns: The credentials, or `nil` where this place is not set up.
    /// - Throws: ``AWSError`` where it is set up and all the same gives none.
    func credentials() async throws -> Credentials?
}

/// What providers need to find their place and to ask it.
struct CredentialContext: Sendable {
    /// Variables and files.
    let configuration: AWSConfiguration
    /// Sends requests without the chain's own signature.
    let sender: RequestSender

    /// The variables.
    var environment: AWSEnvironment { configuration.environment }

    /// A small answer of an address that is no AWS service, such as the metadata service.
    ///
    /// - Parameters:
    ///   - call: What to send.
    ///   - patience: How long to wait.
    /// - Returns: The status and the body, at most 2 MiB.
    /// - Throws: ``FailedAttempt``, `object-too-large`, `CancellationError`.
    func ask(_ call: HTTPCall, patience: Duration) async throws -> (status: Int, body: [UInt8]) {
        try await sender.transport.send(call, headTimeout: patience) { reply in
            (reply.status, try await reply.bytes(upTo: HTTPReply.errorLimit))
        }
    }

    /// The error of an answer that gives no credentials; one that may pass is worth another attempt.
    static func refusal(_ what: String, status: Int) -> any Error {
        let error = AWSError(.credentialsInvalid, what, found: "HTTP \(status)")
        switch status {
        case 429: return FailedAttempt(cause: .throttling, error: error)
        case 500...: return FailedAttempt(cause: .service, error: error)
        default: return error
        }
    }
}
