/// The two calls of STS that give credentials for roles.
struct SecurityTokenService: Sendable {
    private let context: CredentialContext
    private let regionSetting: String?

    /// A caller of STS.
    ///
    /// - Parameters:
    ///   - context: Sends requests.
    ///   - region: The profile's region, where the variables name none.
    init(context: CredentialContext, region: String? = nil) {
        self.context = context
        regionSetting = region
    }

    /// `AssumeRole`, signed with the credentials that may assume it.
    ///
    /// - Throws: ``AWSError``, `CancellationError`.
    func assume(_ role: AssumedRole, with credentials: Credentials) async throws -> Credentials {
        let region = try region
        var fields = [("ExternalId", role.externalID), ("DurationSeconds", role.seconds)]
        fields.insert(("Action", "AssumeRole"), at: 0)
        return try await call(role, fields) { request in
            SignatureV4(credentials: credentials, region: region, at: .now).sign(&request)
        }
    }

    /// `AssumeRoleWithWebIdentity`; the token says who asks, and nothing is signed.
    ///
    /// - Throws: ``AWSError``, `CancellationError`.
    func assume(_ role: AssumedRole, webIdentity token: String) async throws -> Credentials {
        try await call(
            role, [("Action", "AssumeRoleWithWebIdentity"), ("WebIdentityToken", token)], sign: { _ in })
    }

    private var region: String {
        get throws(AWSError) { try context.configuration.regionIfConfigured ?? regionSetting ?? "us-east-1" }
    }

    private func call(
        _ role: AssumedRole, _ fields: [(name: String, value: String?)],
        sign: @escaping @Sendable (inout AWSRequest) async throws -> Void
    ) async throws -> Credentials {
        let all = fields + [("Version", "2011-06-15"), ("RoleArn", role.arn), ("RoleSessionName", role.sessionName)]
        let form = all.compactMap { name, value in value.map { "\(name)=\(URIEncoding.component($0))" } }
        var request = AWSRequest(
            .post, .sts, at: try context.configuration.endpoint(of: .sts, in: try region),
            body: Array(form.joined(separator: "&").utf8))
        request.headers = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")]
        let body = try await context.sender.send(request, for: "assuming the role \(role.arn)", sign: sign) {
            try await $0.bytes(upTo: HTTPReply.errorLimit)
        }
        let tags = XMLTags(body)
        guard let key = tags["AccessKeyId"], let secret = tags["SecretAccessKey"], let end = tags["Expiration"] else {
            throw AWSError(.responseInvalid, "STS gave no credentials for the role \(role.arn)")
        }
        return try Credentials(
            accessKeyID: key, secretAccessKey: secret, sessionToken: tags["SessionToken"],
            expiration: try CredentialDocument.expiration(end, from: "STS"))
    }
}
