/// A role that is assumed with a token in a file, as Kubernetes puts it there.
struct WebIdentityCredentials: CredentialProvider {
    let name = "the web identity"
    /// What is needed to ask STS.
    let context: CredentialContext

    func credentials() async throws -> Credentials? {
        guard let file = context.environment["AWS_WEB_IDENTITY_TOKEN_FILE"] else { return nil }
        guard let arn = context.environment["AWS_ROLE_ARN"] else {
            throw AWSError(.credentialsInvalid, "AWS_WEB_IDENTITY_TOKEN_FILE is set without AWS_ROLE_ARN")
        }
        let role = AssumedRole(arn: arn, sessionName: context.environment["AWS_ROLE_SESSION_NAME"])
        return try await credentials(role: role, tokenFile: file)
    }

    /// Credentials of a role.
    ///
    /// - Parameters:
    ///   - role: The role.
    ///   - tokenFile: The token's file, read anew each time because tokens are replaced.
    /// - Returns: The credentials.
    /// - Throws: `credentials-invalid` where the file is missing or empty, and what STS says.
    func credentials(role: AssumedRole, tokenFile: String) async throws -> Credentials {
        let text = try SmallFile.bytes(tokenFile).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard let token = text.split(whereSeparator: \.isWhitespace).first else {
            throw AWSError(.credentialsInvalid, "the file of the web identity's token is missing or empty")
        }
        return try await SecurityTokenService(context: context).assume(role, webIdentity: String(token))
    }
}
