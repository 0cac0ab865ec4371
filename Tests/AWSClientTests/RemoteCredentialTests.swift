import AWSClient
import Diagnosis
import TestSupport
import Testing

@Suite("Credentials that others hand out", .enabled(if: FaultyServer.isAvailable, FaultyServer.requirement))
struct RemoteCredentialTests {
    private func credentials(
        _ variables: [String: String], files: [String: String] = [:]
    ) async throws -> Credentials {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        var all = ["HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": FaultyServer.endpoint]
        all.merge(variables.mapValues { $0.replacing("FOLDER", with: folder.path) }) { _, new in new }
        return try await AWSClient(environment: AWSEnvironment(all), retry: .hasty).currentCredentials()
    }

    @Test("the metadata service gives the machine's role for a token of its second version")
    func metadata() async throws {
        let variables = [
            "AWS_EC2_METADATA_DISABLED": "FALSE", "AWS_EC2_METADATA_SERVICE_ENDPOINT": FaultyServer.endpoint,
        ]
        let found = try await credentials(variables)
        #expect(found.accessKeyID == "ASIAFAKE")
        #expect(found.sessionToken == "token")
        #expect(found.expiration == UTCTime(iso8601: "2099-01-01T00:00:00Z"))
    }

    @Test("without a metadata service, or where it is switched off, there are no credentials")
    func noMetadata() async {
        let nobody = ["AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1"]
        _ = await failure(.credentialsNotFound) { _ = try await credentials(nobody) }
        let off = ["AWS_EC2_METADATA_DISABLED": "TRUE", "AWS_EC2_METADATA_SERVICE_ENDPOINT": FaultyServer.endpoint]
        _ = await failure(.credentialsNotFound) { _ = try await credentials(off) }
    }

    @Test("a container gets them for its token, of a file before that of a variable")
    func container() async throws {
        let address = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": FaultyServer.endpoint + "/container/a?x=1"]
        let token = ["AWS_CONTAINER_AUTHORIZATION_TOKEN": "Bearer 1"]
        #expect(try await credentials(address.merging(token) { $1 }).accessKeyID == "ASIAFAKE")
        let file = [
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "FOLDER/token", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "no",
        ]
        #expect(
            try await credentials(address.merging(file) { $1 }, files: ["token": "Bearer 1"]).accessKeyID == "ASIAFAKE")
        _ = await failure(.credentialsInvalid) { _ = try await credentials(address) }
        _ = await failure(.credentialsInvalid) {
            _ = try await credentials(address.merging(file) { $1 }, files: ["token": "Bearer 1\r\nx: y"])
        }
        _ = await failure(.credentialsInvalid) { _ = try await credentials(address.merging(file) { $1 }) }
    }

    @Test(
        "the container's token goes to no host that could be anybody's",
        arguments: [
            "http://example.com/x", "http://10.0.0.1/x", "http://127.0.0.1.example.com/", "http://127.1.evil/",
            "http://169.254.169.254/", "http://[fd00:ec2::24]/", "http://localhost.evil/", "http://128.0.0.1/",
            "http://127.0.0.1.5/",
        ])
    func foreignHosts(_ address: String) async {
        let error = await failure(.credentialsInvalid) {
            _ = try await credentials([
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": address, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "t0k3n",
            ])
        }
        #expect(error?.description.contains("t0k3n") == false)
    }

    @Test(
        "a sign-in gives a role, in the newer and the older form",
        arguments: [
            (
                "[profile p]\nsso_session = s\nsso_account_id = 12\nsso_role_name = Reader\n[sso-session s]\n"
                    + "sso_region = eu-west-1",
                "a0f1490a20d0211c997b44bc357e1972deab8ae3"
            ),
            (
                "[profile p]\nsso_start_url = https://x/start\nsso_region = eu-west-1\nsso_account_id = 12\n"
                    + "sso_role_name = Reader",
                "f9bd89c67fef27fcb5df8d2e4b64eabe5bae45a4"
            ),
        ])
    func signIn(_ configuration: String, _ digest: String) async throws {
        func token(_ end: String) -> [String: String] {
            [
                ".aws/config": configuration,
                ".aws/sso/cache/\(digest).json": #"{"accessToken": "portal", "expiresAt": "\#(end)"}"#,
            ]
        }
        let found = try await credentials(["AWS_PROFILE": "p"], files: token("2099-01-01T00:00:00Z"))
        #expect(found.accessKeyID == "ASIASSO")
        #expect(found.expiration == UTCTime(iso8601: "2099-01-01T00:00:00Z"))
        let error = await failure(.credentialsExpired) {
            _ = try await credentials(["AWS_PROFILE": "p"], files: token("2001-01-01T00:00:00Z"))
        }
        #expect(error?.diagnosis.advice == "run `aws sso login --profile p`")
        _ = await failure(.credentialsExpired) {
            _ = try await credentials(["AWS_PROFILE": "p"], files: [".aws/config": configuration])
        }
    }
}

@Suite("Roles of STS", .enabled(if: MotoServer.isAvailable, Comment(rawValue: MotoServer.requirement)))
struct RoleTests {
    private static let role = "arn:aws:iam::123456789012:role/reader"

    private func credentials(_ variables: [String: String], files: [String: String]) async throws -> Credentials {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text.replacing("FOLDER", with: folder.path), to: name) }
        var all = ["HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true"]
        all["AWS_ENDPOINT_URL"] = MotoServer.shared?.endpoint
        all.merge(variables.mapValues { $0.replacing("FOLDER", with: folder.path) }) { _, new in new }
        return try await AWSClient(environment: AWSEnvironment(all), retry: .hasty).currentCredentials()
    }

    @Test(
        "a profile assumes its role with another profile, its own keys, variables or a token",
        arguments: [
            "[default]\nrole_arn = ROLE\nsource_profile = k\nexternal_id = e&=\nduration_seconds = 900\n"
                + "[profile k]\nKEYS",
            "[default]\nrole_arn = ROLE\nsource_profile = default\nKEYS",
            "[default]\nrole_arn = ROLE\nsource_profile = b\n[profile b]\nrole_arn = ROLE\nsource_profile = k\n"
                + "[profile k]\nKEYS",
            "[default]\nrole_arn = ROLE\nweb_identity_token_file = FOLDER/token\nrole_session_name = me",
            "[default]\nrole_arn = ROLE\nweb_identity_token_file = ~/token",
        ])
    func profiles(_ configuration: String) async throws {
        let text = configuration.replacing("ROLE", with: Self.role)
            .replacing("KEYS", with: "aws_access_key_id = AKID\naws_secret_access_key = s")
        let found = try await credentials([:], files: [".aws/config": text, "token": "ey.J.x\n"])
        #expect(found.accessKeyID.hasPrefix("ASIA"))
        #expect(found.sessionToken != nil)
        #expect(try #require(found.expiration) > .now)
    }

    @Test("variables name a role and its token, and go before the profile")
    func webIdentity() async throws {
        let variables = ["AWS_WEB_IDENTITY_TOKEN_FILE": "FOLDER/token", "AWS_ROLE_ARN": Self.role]
        let file = "[default]\naws_access_key_id = AKID\naws_secret_access_key = s"
        let found = try await credentials(variables, files: [".aws/config": file, "token": "ey.J.x"])
        #expect(found.accessKeyID.hasPrefix("ASIA"))
        _ = await failure(.credentialsInvalid) { _ = try await credentials(variables, files: ["token": " \n"]) }
        _ = await failure(.credentialsInvalid) { _ = try await credentials(variables, files: [:]) }
        _ = await failure(.credentialsInvalid) {
            _ = try await credentials(["AWS_WEB_IDENTITY_TOKEN_FILE": "FOLDER/token"], files: ["token": "x"])
        }
    }
}
