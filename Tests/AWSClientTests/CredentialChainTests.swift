import AWSClient
import Diagnosis
import TestSupport
import Testing

@Suite("Where credentials come from")
struct CredentialChainTests {
    /// Credentials that a client finds with these variables and files; never asks a real metadata service.
    private func credentials(
        _ variables: [String: String], files: [String: String] = [:]
    ) async throws -> Credentials {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text.replacing("FOLDER", with: folder.path), to: name) }
        var all = ["HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "us-east-1"]
        all.merge(variables.mapValues { $0.replacing("FOLDER", with: folder.path) }) { _, new in new }
        return try await AWSClient(environment: AWSEnvironment(all), retry: .hasty).currentCredentials()
    }

    private static let keys = ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "s"]
    private static let fromFile = "[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = f\n"

    @Test("variables go before all else, and open no file")
    func environment() async throws {
        // Both would be errors if they were looked at: a folder is no file, and the token's file is not there.
        let variables = Self.keys.merging([
            "AWS_SESSION_TOKEN": "t", "AWS_CONFIG_FILE": "FOLDER", "AWS_SHARED_CREDENTIALS_FILE": "FOLDER",
            "AWS_PROFILE": "absent", "AWS_WEB_IDENTITY_TOKEN_FILE": "FOLDER/absent", "AWS_ROLE_ARN": "r",
        ]) { first, _ in first }
        let found = try await credentials(variables)
        #expect(found.accessKeyID == "AKIDENV")
        #expect(found.sessionToken == "t")
        _ = await failure(.credentialsInvalid) {
            _ = try await credentials(["AWS_CONFIG_FILE": "FOLDER", "AWS_PROFILE": "absent"])
        }
    }

    @Test("half of a pair of keys is an error, not a reason to look elsewhere")
    func half() async {
        _ = await failure(.credentialsInvalid) {
            _ = try await credentials(["AWS_ACCESS_KEY_ID": "AKID"], files: [".aws/credentials": Self.fromFile])
        }
        _ = await failure(.credentialsInvalid) {
            _ = try await credentials([:], files: [".aws/credentials": "[default]\naws_access_key_id = AKID"])
        }
    }

    @Test("variables may say when their keys end")
    func expiring() async throws {
        let late = Self.keys.merging(["AWS_CREDENTIAL_EXPIRATION": "2099-01-01T00:00:00Z"]) { first, _ in first }
        #expect(try await credentials(late).expiration == UTCTime(iso8601: "2099-01-01T00:00:00Z"))
        let past = Self.keys.merging(["AWS_CREDENTIAL_EXPIRATION": "2001-01-01T00:00:00Z"]) { first, _ in first }
        _ = await failure(.credentialsExpired) { _ = try await credentials(past) }
        let garbage = Self.keys.merging(["AWS_CREDENTIAL_EXPIRATION": "soon"]) { first, _ in first }
        _ = await failure(.credentialsInvalid) { _ = try await credentials(garbage) }
    }

    @Test("where there is nothing the error says where it looked")
    func nothing() async {
        let error = await failure(.credentialsNotFound) { _ = try await credentials([:]) }
        #expect(error?.description.contains("the environment") == true)
        #expect(error?.description.contains("the profile") == true)
        _ = await failure(.credentialsNotFound) { _ = try await credentials(["AWS_PROFILE": "absent"]) }
    }

    @Test(
        "profiles are read in all their spellings",
        arguments: [
            (".aws/credentials", "[default]\naws_access_key_id=AKIDX\naws_secret_access_key=s", "default"),
            (
                ".aws/credentials", "# c\r\n[p]\r\nAWS_Access_Key_Id =  AKIDX \r\naws_secret_access_key\t=\ts/+=\r\n",
                "p"
            ),
            (".aws/config", "[profile p q]\naws_access_key_id=AKIDX\naws_secret_access_key=s", "p q"),
            (
                ".aws/config",
                "[profile \"p\"]\ns3 =\n  aws_access_key_id = no\naws_access_key_id=AKIDX\naws_secret_access_key=s", "p"
            ),
            (".aws/config", "[profile default]\naws_access_key_id=AKIDX\naws_secret_access_key=s", "default"),
            (
                ".aws/config",
                "[ profile  p ]\naws_access_key_id=AKIDX\n[other]\nx=y\n[profile p]\naws_secret_access_key=s", "p"
            ),
            (
                ".aws/config",
                "junk\n=\n[\n]\n[]\n[profile p]\naws_access_key_id=AKIDX\n;x=y\naws_secret_access_key=s",
                "p"
            ),
        ])
    func spellings(_ file: String, _ text: String, _ profile: String) async throws {
        #expect(try await credentials(["AWS_PROFILE": profile], files: [file: text]).accessKeyID == "AKIDX")
    }

    @Test("the credentials file goes before the configuration file, and variables name both")
    func files() async throws {
        let other = "[default]\naws_access_key_id=AKIDCONF\naws_secret_access_key=c\n"
        #expect(
            try await credentials([:], files: [".aws/credentials": Self.fromFile, ".aws/config": other]).accessKeyID
                == "AKIDFILE")
        let variables = ["AWS_SHARED_CREDENTIALS_FILE": "~/here", "AWS_CONFIG_FILE": "FOLDER/there"]
        #expect(try await credentials(variables, files: ["there": other]).accessKeyID == "AKIDCONF")
        #expect(
            try await credentials(variables, files: ["there": other, "here": Self.fromFile]).accessKeyID == "AKIDFILE")
    }

    @Test("a program prints credentials")
    func process() async throws {
        let text =
            #"{"Version": 1, "AccessKeyId": "AKIDPROC", "SecretAccessKey": "s", "#
            + #""SessionToken": "t", "Expiration": "2099-01-01T00:00:00Z"}"#
        let found = try await credentials(
            [:], files: [".aws/config": "[default]\ncredential_process = cat 'FOLDER/a b.json'", "a b.json": text])
        #expect(found.accessKeyID == "AKIDPROC")
        #expect(found.sessionToken == "t")
        #expect(found.expiration == UTCTime(iso8601: "2099-01-01T00:00:00Z"))
    }

    @Test(
        "a program that fails or prints something else is an error without its text",
        arguments: [
            "exit 3", "echo s3cr3t", "echo '{\"AccessKeyId\": \"s3cr3t\"}'", "true", "head -c 1000000 /dev/zero",
        ])
    func badProcess(_ command: String) async {
        let error = await failure(.credentialsInvalid) {
            _ = try await credentials([:], files: [".aws/config": "[default]\ncredential_process = \(command)"])
        }
        #expect(error?.description.contains("s3cr3t") == false)
    }

    @Test(
        "profiles that cannot be followed are refused",
        arguments: [
            "role_arn = r", "role_arn = r\nsource_profile = default", "role_arn = r\nsource_profile = b",
            "role_arn = r\ncredential_source = Elsewhere", "role_arn = r\nmfa_serial = m\nsource_profile = c",
            "sso_account_id = 1\nsso_role_name = r", "sso_account_id = 1\nsso_role_name = r\nsso_session = absent",
        ])
    func unusable(_ settings: String) async {
        let file =
            "[default]\n\(settings)\n[profile b]\nrole_arn = q\nsource_profile = default\n"
            + "[profile c]\naws_access_key_id=AKID\naws_secret_access_key=s"
        _ = await failure(.credentialsInvalid) { _ = try await credentials([:], files: [".aws/config": file]) }
    }

    @Test("a role whose source is missing or empty is an error", arguments: ["absent", "empty"])
    func missingSource(_ source: String) async {
        let file = "[default]\nrole_arn = r\nsource_profile = \(source)\n[profile empty]\nregion = x"
        _ = await failure(.credentialsNotFound) { _ = try await credentials([:], files: [".aws/config": file]) }
    }
}
