import AWSClient
import JSONText
import Registry
import TestSupport
import Testing

@Suite("Elastic Container Registry")
struct ElasticContainerRegistryTests {
    @Test("moto gives a token", .enabled(if: MotoServer.isAvailable, Comment(rawValue: MotoServer.requirement)))
    func token() async throws {
        let server = try #require(MotoServer.shared)
        let client = AWSClient(environment: AWSEnvironment(server.environment).setting("AWS_REGION", to: "eu-west-1"))
        let token = try await ElasticContainerRegistry(client).authorizationToken()
        let text = String(decoding: try Base64.decode(token.utf8, maximumBytes: 10_000), as: UTF8.self)
        #expect(text == "AWS:123456789012-auth-token")
    }

    private static let host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"

    @Test(
        "its credential is made of AWS' own",
        .enabled(if: MotoServer.isAvailable, Comment(rawValue: MotoServer.requirement)))
    func credential() async throws {
        let environment = AWSEnvironment(try #require(MotoServer.shared).environment)
        let credential = try await RegistryCredentials(environment: environment).credential(for: Self.host)
        #expect(credential == .password(user: "AWS", password: "123456789012-auth-token"))
    }

    @Test("where AWS has none, docker login's is taken, and without one the error says where to put it")
    func withoutAWS() async throws {
        let folder = try ScratchFolder()
        let variables = ["HOME": folder.path, "DOCKER_CONFIG": folder.path, "AWS_EC2_METADATA_DISABLED": "true"]
        let credentials = RegistryCredentials(environment: AWSEnvironment(variables))
        let error = await #expect(throws: AWSError.self) { try await credentials.credential(for: Self.host) }
        #expect(error?.code == .credentialsNotFound)
        // The text is `AWS:old` in base64.
        try folder.write("config.json", #"{"auths": {"\#(Self.host)": {"auth": "QVdTOm9sZA=="}}}"#.utf8)
        #expect(try await credentials.credential(for: Self.host) == .password(user: "AWS", password: "old"))
    }

    @Test(
        "the region is that of the registry's name",
        arguments: [
            ("123456789012.dkr.ecr.eu-central-1.amazonaws.com", "eu-central-1"),
            ("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            ("123456789012.dkr-ecr.eu-central-1.on.aws", "eu-central-1"),
            ("123456789012.dkr-ecr-fips.us-east-1.on.aws", "us-east-1"),
            ("123456789012.dkr-ecr.eu-central-1.amazonaws.com", nil), ("123456789012.dkr-ecr.eu-central-1.on", nil),
            ("123456789012.dkr.ecr.on.aws", nil),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com", nil),
            ("123456789012.dkr.ecr.eu-central-1.amazonaws.com.example.com", nil),
            ("12345678901.dkr.ecr.eu-central-1.amazonaws.com", nil), ("public.ecr.aws", nil), ("docker.io", nil),
            ("123456789012.dkr.ecr.eu-central-1.amazonaws.com:443", nil), ("", nil),
        ])
    func region(registry: String, region: String?) {
        #expect(ElasticContainerRegistry.region(of: registry) == region)
    }
}
