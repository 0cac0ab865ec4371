/// The keys that sign requests; their text never shows them.
package struct Credentials: Sendable, Hashable {
    /// The public half, such as `AKIAIOSFODNN7EXAMPLE`.
    package let accessKeyID: String
    /// The secret half.
    package let secretAccessKey: String
    /// The token of temporary credentials.
    package let sessionToken: String?
    /// The second from which on AWS refuses them, or `nil` where they last.
    package let expiration: UTCTime?

    /// Takes keys that could stand in a header.
    ///
    /// - Parameters:
    ///   - accessKeyID: The public half.
    ///   - secretAccessKey: The secret half.
    ///   - sessionToken: The token of temporary credentials; empty counts as none.
    ///   - expiration: When they end.
    /// - Throws: `credentials-invalid` where one is empty or has characters that no key has.
    package init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: UTCTime? = nil
    ) throws(AWSError) {
        let parts =
            [("access key id", accessKeyID), ("secret access key", secretAccessKey)]
            + (sessionToken.map { $0.isEmpty ? [] : [("session token", $0)] } ?? [])
        for (name, part) in parts where part.isEmpty || part.utf8.contains(where: { !(0x21...0x7E ~= $0) }) {
            throw AWSError(
                .credentialsInvalid, "the \(name) cannot be one",
                expected: "printable characters without spaces",
                found: part.isEmpty ? "nothing" : "\(part.utf8.count) bytes with others among them")
        }
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken.flatMap { $0.isEmpty ? nil : $0 }
        self.expiration = expiration
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A word that shows no key, not even in logs and dumps.
    package var description: String { "credentials" }
    /// As the description.
    package var debugDescription: String { description }
    /// Has no children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
