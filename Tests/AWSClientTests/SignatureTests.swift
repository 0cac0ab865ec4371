import AWSClient
import Diagnosis
import Testing

@Suite("Signature Version 4")
struct SignatureTests {
    /// A request and what botocore made of it.
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name, form, service, region, method, endpoint, path, body, expected: String
        let time, seconds: Int
        let credentials: [String: String]
        let query, headers: [[String]]

        var testDescription: String { name }

        func request() throws -> AWSRequest {
            let method = try #require(AWSRequest.Method(rawValue: method))
            let service = try #require(AWSService(rawValue: service))
            var request = AWSRequest(
                method, service, at: try Endpoint(endpoint, from: "test"), path: URIEncoding.path(path),
                body: Array(body.utf8))
            request.query = query.map { ($0[0], $0[1]) }
            request.headers = headers.map { ($0[0], $0[1]) }
            return request
        }

        func signature() throws -> SignatureV4 {
            let keys = try Credentials(
                accessKeyID: credentials["key"] ?? "", secretAccessKey: credentials["secret"] ?? "",
                sessionToken: credentials["token"])
            return SignatureV4(credentials: keys, region: region, at: UTCTime(secondsSince1970: time))
        }
    }

    static let cases = Fixture.rows("signatures", as: Case.self)

    @Test("headers are signed as botocore signs them", arguments: cases.filter { $0.form == "header" })
    func headers(_ reference: Case) throws {
        var request = try reference.request()
        try reference.signature().sign(&request)
        #expect(request.headers.last { $0.name == "authorization" }?.value == reference.expected)
    }

    @Test("URLs are presigned as botocore presigns them", arguments: cases.filter { $0.form == "query" })
    func presigned(_ reference: Case) throws {
        let url = try reference.signature().presignedURL(of: try reference.request(), seconds: reference.seconds)
        // botocore leaves a port in the URL that is the scheme's own.
        #expect(url == reference.expected.replacing("https://host:443/", with: "https://host/"))
    }

    @Test("the table of references is whole")
    func table() { #expect(Self.cases.count == 186) }

    @Test("keys are in no description of credentials")
    func secrecy() throws {
        let keys = try Credentials(accessKeyID: "AKID", secretAccessKey: "s3cr3t", sessionToken: "t0k3n")
        var dumped = ""
        dump(keys, to: &dumped)
        for text in ["\(keys)", String(reflecting: keys), dumped, "\([keys])"] {
            #expect(!text.contains("s3cr3t") && !text.contains("t0k3n"))
        }
    }

    @Test(
        "keys that could not stand in a header are refused without being shown",
        arguments: [
            ("", "s", "t"), ("AKID", "", "t"), ("AK ID", "s", "t"), ("AKID", "s\r\nx: y", "t"), ("AKID", "s", "t\u{0}"),
        ])
    func refusedKeys(_ key: String, _ secret: String, _ token: String) async {
        let error = await failure(.credentialsInvalid) {
            _ = try Credentials(accessKeyID: key, secretAccessKey: secret, sessionToken: token)
        }
        #expect(error?.description.contains("x: y") == false)
    }
}
