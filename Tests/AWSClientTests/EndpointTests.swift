import AWSClient
import Diagnosis
import Testing

@Suite("Where services answer")
struct EndpointTests {
    /// A service's address as botocore knows it.
    struct Row: Decodable, Sendable {
        let region, service, url: String
    }

    @Test("every service of every region has the address that botocore knows")
    func regions() throws {
        let rows = Fixture.rows("endpoints", as: Row.self)
        #expect(rows.count == 273)
        let configuration = AWSConfiguration(AWSEnvironment([:]))
        for row in rows {
            let service = try #require(AWSService(rawValue: row.service))
            #expect(try configuration.endpoint(of: service, in: row.region).url == row.url)
        }
    }

    @Test(
        "addresses are read",
        arguments: [
            ("http://127.0.0.1:4566", "http://127.0.0.1:4566"), ("HTTPS://Example.COM/", "https://example.com"),
            ("https://host:443/a/b//", "https://host/a/b"), ("http://host:80", "http://host"),
            ("http://host:443", "http://host:443"), ("http://[fd00:ec2::23]:80/x", "http://[fd00:ec2::23]/x"),
            ("http://[::ffff:1.2.3.4]", "http://[::ffff:1.2.3.4]"), ("http://under_score", "http://under_score"),
        ])
    func valid(_ text: String, _ url: String) throws {
        #expect(try Endpoint(text, from: "test").url == url)
    }

    @Test(
        "what is no address is refused",
        arguments: [
            "", "host", "ftp://host", "http://", "http:///path", "http://:80", "http://host:0", "http://host:65536",
            "http://host:", "http://host:8o", "http://host:99999999999999999999", "http://user@host", "http://a b",
            "http://user:secret@host", "http://host?x=1", "http://host#x", "http://host/a b", "http://host/%2e",
            "http://[::1", "http://::1]", "http://[]", "http://[g::]", "http://host\r\nx: y", "http://höst",
            "http://\(String(repeating: "a", count: 300))",
        ])
    func invalid(_ text: String) async {
        let error = await failure(.endpointInvalid) { _ = try Endpoint(text, from: "AWS_ENDPOINT_URL") }
        #expect(error?.description.contains("secret") == false)
    }

    @Test(
        "the variable of a service goes before the one of all",
        arguments: [
            (AWSService.s3, "AWS_ENDPOINT_URL_S3"), (.sqs, "AWS_ENDPOINT_URL_SQS"),
            (.dynamodb, "AWS_ENDPOINT_URL_DYNAMODB"), (.events, "AWS_ENDPOINT_URL_EVENTBRIDGE"),
            (.sts, "AWS_ENDPOINT_URL_STS"), (.sso, "AWS_ENDPOINT_URL_SSO"), (.ecr, "AWS_ENDPOINT_URL_ECR"),
        ])
    func overrides(_ service: AWSService, _ variable: String) throws {
        let both = AWSConfiguration(AWSEnvironment([variable: "http://own", "AWS_ENDPOINT_URL": "http://all"]))
        #expect(try both.endpoint(of: service, in: "eu-central-1").url == "http://own")
        let one = AWSConfiguration(AWSEnvironment(["AWS_ENDPOINT_URL": "http://all", variable: ""]))
        #expect(try one.endpoint(of: service, in: "eu-central-1").url == "http://all")
    }

    @Test("the region comes from AWS_REGION, then AWS_DEFAULT_REGION, then the profile")
    func region() async throws {
        let folder = try TemporaryFolder()
        var variables = ["HOME": folder.path, "AWS_REGION": "a-1", "AWS_DEFAULT_REGION": "b-1"]
        try folder.write("[default]\nregion = c-1\n[profile p]\nregion=d-1", to: ".aws/config")
        func region() throws -> String { try AWSConfiguration(AWSEnvironment(variables)).region }
        #expect(try region() == "a-1")
        variables["AWS_REGION"] = nil
        #expect(try region() == "b-1")
        variables["AWS_DEFAULT_REGION"] = ""
        #expect(try region() == "c-1")
        variables["AWS_PROFILE"] = "p"
        #expect(try region() == "d-1")
        variables["HOME"] = nil
        _ = await failure(.regionNotFound) { _ = try region() }
    }

    @Test(
        "a region that would name another host is refused",
        arguments: ["evil.com/", "eu.central", "EU-CENTRAL-1", "a@b", "ü", String(repeating: "a", count: 33)])
    func hostileRegion(_ region: String) async {
        _ = await failure(.nameInvalid) { _ = try AWSConfiguration(AWSEnvironment(["AWS_REGION": region])).region }
        _ = await failure(.nameInvalid) {
            _ = try AWSConfiguration(AWSEnvironment([:])).endpoint(of: .s3, in: region)
        }
    }
}
