import Diagnosis

/// Credentials of the profile that `AWS_PROFILE` names, or of `default`.
struct ProfileCredentials: CredentialProvider {
    let name = "the profile"
    /// What is needed to follow it.
    let context: CredentialContext

    private var profiles: SharedConfiguration { context.configuration.profiles }

    func credentials() async throws -> Credentials? {
        if let profile = try profiles.selected { return try await credentials(of: profile, after: []) }
        guard let name = context.environment["AWS_PROFILE"] else { return nil }
        throw Self.missing(name)
    }

    /// Follows a profile to its end.
    ///
    /// - Parameters:
    ///   - profile: The profile.
    ///   - visited: The profiles whose roles wait for this one.
    /// - Returns: The credentials, or `nil` where the profile says nothing about any.
    /// - Throws: ``AWSError`` where what it says cannot be followed; `CancellationError`.
    private func credentials(of profile: Profile, after visited: [String]) async throws -> Credentials? {
        let source = try ProfileSource.of(profile) { name throws(AWSError) in try profiles.signIn(name) }
        switch source {
        case nil: return nil
        case .keys(let keys): return keys
        case .process(let command): return try await ProcessCredentials(command: command).credentials()
        case .signIn(let signIn): return try await SignInCredentials(context: context, signIn: signIn).credentials()
        case .webIdentity(let role, let file):
            return try await WebIdentityCredentials(context: context).credentials(
                role: role, tokenFile: profiles.expanded(file))
        case .role(let role, let basis):
            let credentials = try await credentials(for: basis, of: profile, after: visited + [profile.name])
            return try await SecurityTokenService(context: context, region: profile["region"])
                .assume(role, with: credentials)
        }
    }

    private func credentials(
        for basis: ProfileSource.RoleBasis, of profile: Profile, after visited: [String]
    ) async throws -> Credentials {
        switch basis {
        case .provider(let name):
            guard let credentials = try await provider(name, of: profile).credentials() else {
                throw AWSError(.credentialsNotFound, "the profile \(profile.name) finds none where it says: \(name)")
            }
            return credentials
        case .profile(let name):
            guard let source = try profiles.profile(name) else { throw Self.missing(name) }
            if visited.contains(name) {
                // A profile may assume its role with its own keys; any other circle has no beginning.
                if name == profile.name, let keys = try source.staticKeys() { return keys }
                throw AWSError(
                    .credentialsInvalid, "profiles assume roles in a circle",
                    found: (visited + [name]).joined(separator: " → "))
            }
            guard let credentials = try await credentials(of: source, after: visited) else {
                throw AWSError(.credentialsNotFound, "the profile \(name) has no credentials")
            }
            return credentials
        }
    }

    private func provider(_ name: String, of profile: Profile) throws(AWSError) -> any CredentialProvider {
        switch name {
        case "Environment": return EnvironmentCredentials(environment: context.environment)
        case "EcsContainer": return ContainerCredentials(context: context)
        case "Ec2InstanceMetadata": return InstanceMetadataCredentials(context: context)
        default:
            throw AWSError(
                .credentialsInvalid, "the profile \(profile.name) has an unknown credential_source",
                expected: "Environment, EcsContainer or Ec2InstanceMetadata")
        }
    }

    private static func missing(_ name: String) -> AWSError {
        AWSError(
            .credentialsNotFound, "there is no profile \(Diagnosis.excerpt(name, limit: 80))",
            advice: "check AWS_PROFILE and the profiles of `aws configure list-profiles`")
    }
}
