/// Credentials in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`: what a function has.
struct EnvironmentCredentials: CredentialProvider {
    let name = "the environment"
    /// The variables.
    let environment: AWSEnvironment

    func credentials() throws(AWSError) -> Credentials? {
        guard let key = environment["AWS_ACCESS_KEY_ID"] else { return nil }
        guard let secret = environment["AWS_SECRET_ACCESS_KEY"] else {
            throw AWSError(
                .credentialsInvalid, "AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY",
                advice: "set both, or none of them")
        }
        return try Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: environment["AWS_SESSION_TOKEN"],
            expiration: try CredentialDocument.expiration(environment["AWS_CREDENTIAL_EXPIRATION"], from: name))
    }
}
