import JSONText

/// The JSON in which processes, containers and the metadata service hand out credentials.
enum CredentialDocument {
    /// Reads it.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - source: Where it is from, for errors.
    /// - Returns: The credentials.
    /// - Throws: `credentials-invalid`; the document's own text is in no message.
    static func credentials(_ bytes: [UInt8], from source: String) throws(AWSError) -> Credentials {
        let root: JSONValue
        do {
            root = try JSONDocument(bytes).root
        } catch {
            throw AWSError(.credentialsInvalid, "\(source) gave no JSON", underlying: error)
        }
        guard let key = root["AccessKeyId"]?.string, let secret = root["SecretAccessKey"]?.string else {
            throw AWSError(
                .credentialsInvalid, "\(source) gave no credentials", expected: "AccessKeyId and SecretAccessKey")
        }
        return try Credentials(
            accessKeyID: key, secretAccessKey: secret,
            sessionToken: (root["SessionToken"] ?? root["Token"])?.string,
            expiration: try expiration(root["Expiration"]?.string, from: source))
    }

    /// Reads the end of credentials.
    ///
    /// - Parameters:
    ///   - text: ISO 8601, or `nil` for credentials that last.
    ///   - source: Where it is from, for errors.
    /// - Returns: The second from which on they are refused.
    /// - Throws: `credentials-invalid`.
    static func expiration(_ text: String?, from source: String) throws(AWSError) -> UTCTime? {
        guard let text else { return nil }
        guard let time = UTCTime(iso8601: text) else {
            throw AWSError(
                .credentialsInvalid, "\(source) gave credentials without a readable end",
                expected: "a time such as 2026-01-31T23:59:59Z")
        }
        return time
    }
}
