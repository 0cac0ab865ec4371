import Crypto
import JSONText

/// A sign-in to IAM Identity Center, and the role to take after it.
struct SignIn: Sendable, Hashable {
    /// What the cached token's file is named after: the session's name, or the start URL in the older form.
    let cacheKey: String
    /// The region of the portal.
    let region: String
    /// The account.
    let account: String
    /// The role's name.
    let role: String
    /// The profile, for advice.
    let profile: String

    /// The sign-in of a profile, or `nil` where it names none.
    ///
    /// - Parameters:
    ///   - profile: The profile.
    ///   - signIns: Finds the settings of a sign-in that profiles share.
    /// - Throws: `credentials-invalid` where settings that belong together are not all there.
    init?(
        _ profile: Profile, signIns: (String) throws(AWSError) -> [String: String]?
    ) throws(AWSError) {
        guard let account = profile["sso_account_id"], let role = profile["sso_role_name"] else { return nil }
        (self.account, self.role, self.profile) = (account, role, profile.name)
        if let name = profile["sso_session"] {
            guard let session = try signIns(name), let region = session["sso_region"] else {
                throw AWSError(
                    .credentialsInvalid, "the sign-in \(name) of the profile \(profile.name) is not described")
            }
            (cacheKey, self.region) = (name, region)
        } else {
            guard let url = profile["sso_start_url"], let region = profile["sso_region"] else {
                throw AWSError(
                    .credentialsInvalid, "the profile \(profile.name) does not say where to sign in",
                    expected: "sso_session, or sso_start_url and sso_region")
            }
            (cacheKey, self.region) = (url, region)
        }
    }

    /// The file of the token, in the folder of the cache.
    var cacheFile: String { Hexadecimal.text(Insecure.SHA1.hash(data: Array(cacheKey.utf8))) + ".json" }
}

/// Credentials of a role of IAM Identity Center, by the token that `aws sso login` left behind.
struct SignInCredentials: CredentialProvider {
    let name = "the sign-in"
    /// What is needed to ask the portal.
    let context: CredentialContext
    /// Which sign-in and role.
    let signIn: SignIn

    func credentials() async throws -> Credentials? {
        let endpoint = try context.configuration.endpoint(of: .sso, in: signIn.region)
        var request = AWSRequest(.get, .sso, at: endpoint, path: "/federation/credentials")
        request.query = [("role_name", signIn.role), ("account_id", signIn.account)]
        request.headers = [("x-amz-sso_bearer_token", try token())]
        let body = try await context.sender.send(request, for: "getting credentials of the role \(signIn.role)") {
            try await $0.bytes(upTo: HTTPReply.errorLimit)
        }
        guard let keys = try? JSONDocument(body).root["roleCredentials"], let key = keys["accessKeyId"]?.string,
            let secret = keys["secretAccessKey"]?.string
        else { throw AWSError(.responseInvalid, "IAM Identity Center gave no credentials") }
        return try Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: keys["sessionToken"]?.string,
            expiration: keys["expiration"]?.integer.map { UTCTime(secondsSince1970: $0 / 1_000) })
    }

    private func token() throws(AWSError) -> String {
        let path = context.configuration.profiles.homePath(".aws/sso/cache/\(signIn.cacheFile)")
        let bytes = try path.flatMap { path throws(AWSError) in try SmallFile.bytes(path) }
        let document = bytes.flatMap { try? JSONDocument($0).root }
        let end = document?["expiresAt"]?.string.flatMap { UTCTime(iso8601: $0) }
        guard let token = document?["accessToken"]?.string, let end, .now < end else {
            throw AWSError(
                .credentialsExpired, "the sign-in of the profile \(signIn.profile) is over or was never made",
                advice: "run `aws sso login --profile \(signIn.profile)`")
        }
        return token
    }
}
