/// The places where credentials are looked for, in the order of AWS' own tools.
///
/// The first that is set up decides. If it fails, so does the chain: falling through to somebody else's credentials
/// would be worse than an error.
struct CredentialChain: Sendable {
    private let providers: [any CredentialProvider]

    /// The documented order: variables, web identity, the profile in all its forms, the container, the machine.
    init(_ context: CredentialContext) {
        providers = [
            EnvironmentCredentials(environment: context.environment),
            WebIdentityCredentials(context: context),
            ProfileCredentials(context: context),
            ContainerCredentials(context: context),
            InstanceMetadataCredentials(context: context),
        ]
    }

    /// The first credentials.
    ///
    /// - Throws: `credentials-not-found` where no place is set up; what the first that is set up throws.
    func credentials() async throws -> Credentials {
        for provider in providers {
            if let credentials = try await provider.credentials() { return credentials }
        }
        throw AWSError(
            .credentialsNotFound, "there are no AWS credentials",
            expected: "some in one of: " + providers.map(\.name).joined(separator: ", "),
            advice: "run `aws configure`, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    }
}
