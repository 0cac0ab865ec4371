import JSONText

/// An operation of a service that speaks AWS' JSON protocols.
struct JSONOperation: Sendable {
    /// Whose it is.
    let service: AWSService
    /// What the service calls it, such as `DynamoDB_20120810.PutItem`.
    let target: String
    /// `1.0` or `1.1`.
    var version = "1.0"
    /// What it is for, for errors.
    let purpose: String

    /// The most that is read of an answer, in bytes: more than any of these services sends.
    private static let answerLimit = 16 << 20

    /// Calls it.
    ///
    /// - Parameters:
    ///   - client: Sends it.
    ///   - recover: Turns an answer that is no success into a result where it is one all the same.
    ///   - input: Writes the members of the request.
    /// - Returns: The answer.
    /// - Throws: ``AWSError`` and `CancellationError`.
    func call(
        _ client: AWSClient,
        recover: @escaping @Sendable (ServiceFailure, _ isRepeat: Bool) -> JSONValue? = { _, _ in nil },
        input: (inout JSONWriter) -> Void
    ) async throws -> JSONValue {
        var writer = JSONWriter()
        writer.object(input)
        let endpoint = try client.configuration.endpoint(of: service, in: client.configuration.region)
        var request = AWSRequest(.post, service, at: endpoint, body: writer.bytes)
        request.headers = [("content-type", "application/x-amz-json-\(version)"), ("x-amz-target", target)]
        return try await client.send(request, for: purpose, recover: recover) { reply in
            let bytes = try await reply.bytes(upTo: Self.answerLimit)
            do {
                return try JSONDocument(bytes.isEmpty ? Array("{}".utf8) : bytes).root
            } catch {
                throw AWSError(.responseInvalid, "\(purpose) got an answer that is no JSON", underlying: error)
            }
        }
    }
}
