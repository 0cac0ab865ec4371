/// A named set of settings of the shared files.
struct Profile: Sendable {
    /// Its name, without `profile` before it.
    let name: String
    /// What the configuration file says.
    let settings: [String: String]
    /// What the credentials file says.
    let keys: [String: String]

    /// A setting; the credentials file goes first.
    subscript(_ name: String) -> String? {
        (keys[name] ?? settings[name]).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Keys that stand in the profile itself.
    ///
    /// - Throws: `credentials-invalid` where one of the two is missing or impossible.
    func staticKeys() throws(AWSError) -> Credentials? {
        guard let id = self["aws_access_key_id"] else { return nil }
        guard let secret = self["aws_secret_access_key"] else {
            throw AWSError(
                .credentialsInvalid, "the profile \(name) has aws_access_key_id without aws_secret_access_key")
        }
        return try Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: self["aws_session_token"])
    }
}

/// Where a profile says that its credentials come from.
enum ProfileSource: Sendable, Hashable {
    /// A role, assumed with the credentials of something else.
    case role(AssumedRole, with: RoleBasis)
    /// A role, assumed with a token from a file.
    case webIdentity(AssumedRole, tokenFile: String)
    /// A role of IAM Identity Center, after a sign-in.
    case signIn(SignIn)
    /// Keys in the profile.
    case keys(Credentials)
    /// A program that prints them.
    case process(String)

    /// What a role is assumed with.
    enum RoleBasis: Sendable, Hashable {
        /// Another profile, or the same one's keys.
        case profile(String)
        /// The provider that `credential_source` names.
        case provider(String)
    }

    /// The source of a profile, or `nil` where it has none; a role goes before a sign-in, and that before keys and
    /// processes.
    ///
    /// - Parameters:
    ///   - profile: The profile.
    ///   - signIns: Finds the settings of a sign-in that profiles share.
    /// - Returns: The source.
    /// - Throws: `credentials-invalid` where settings that belong together are not all there.
    static func of(
        _ profile: Profile, signIns: (String) throws(AWSError) -> [String: String]?
    ) throws(AWSError) -> ProfileSource? {
        if let role = try AssumedRole(profile) {
            if let file = profile["web_identity_token_file"] { return .webIdentity(role, tokenFile: file) }
            if let source = profile["source_profile"] { return .role(role, with: .profile(source)) }
            if let source = profile["credential_source"] { return .role(role, with: .provider(source)) }
            throw AWSError(
                .credentialsInvalid, "the profile \(profile.name) has a role_arn and nothing to assume it with",
                expected: "source_profile, credential_source or web_identity_token_file")
        }
        if let signIn = try SignIn(profile, signIns: signIns) { return .signIn(signIn) }
        if let keys = try profile.staticKeys() { return .keys(keys) }
        return profile["credential_process"].map { .process($0) }
    }
}
