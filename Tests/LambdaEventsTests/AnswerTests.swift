import JSONText
import LambdaEvents
import Testing

@Suite("Answers to requests")
struct AnswerTests {
    private static func answer(_ body: HTTPAnswer.Body, status: Int = 200) -> HTTPAnswer {
        var fields = HTTPFields()
        fields.add("Content-Type", "text/plain")
        fields.add("Vary", "Accept")
        fields.add("vary", "Origin")
        fields.add("Set-Cookie", "a=1; HttpOnly")
        fields.add("Set-Cookie", "b=2")
        return HTTPAnswer(status: HTTPStatus(status), fields: fields, body: body)
    }

    private static let listed = #"{"Vary":["Accept","Origin"],"Set-Cookie":["a=1; HttpOnly","b=2"]}"#
    private static let tail = #""body":"hé\"","isBase64Encoded":false}"#

    @Test(
        "an answer has the form that its sender expects",
        arguments: [
            "rest-api": #"{"statusCode":404,"headers":{"Content-Type":"text/plain"},"multiValueHeaders":\#(listed),"#,
            "http-api":
                #"{"statusCode":404,"headers":{"Content-Type":"text/plain","Vary":"Accept, Origin"},"#
                + #""cookies":["a=1; HttpOnly","b=2"],"#,
            "function-url":
                #"{"statusCode":404,"headers":{"Content-Type":"text/plain","Vary":"Accept, Origin"},"#
                + #""cookies":["a=1; HttpOnly","b=2"],"#,
            "load-balancer":
                #"{"statusCode":404,"statusDescription":"404 Not Found","headers":{"Content-Type":"text/plain","#
                + #""Vary":"Accept, Origin","Set-Cookie":"b=2"},"#,
            "load-balancer-value-lists":
                #"{"statusCode":404,"statusDescription":"404 Not Found","multiValueHeaders":"#
                + #"{"Content-Type":["text/plain"],"Vary":["Accept","Origin"],"Set-Cookie":["a=1; HttpOnly","b=2"]},"#,
        ])
    func form(name: String, head: String) throws {
        let answer = Self.answer(.text(Array("hé\"".utf8)), status: 404)
        #expect(try text(EventFixtures.request(name).answer(answer)) == head + Self.tail)
    }

    @Test(
        "a picture is answered as base64, and nothing as nothing",
        arguments: ["rest-api", "http-api", "function-url", "load-balancer", "load-balancer-value-lists"])
    func bodies(name: String) throws {
        let request = try EventFixtures.request(name)
        let picture = text(request.answer(HTTPAnswer(status: HTTPStatus(200), body: .binary([0xFF, 0xD8]))))
        #expect(picture.hasSuffix(#""body":"/9g=","isBase64Encoded":true}"#))
        let empty = text(request.answer(HTTPAnswer(status: HTTPStatus(204))))
        #expect(empty.hasSuffix(#""body":"","isBase64Encoded":false}"#))
    }

    @Test(
        "a place of the function's own is told with what stands before it in the client's address",
        arguments: [
            "rest-api": "/prod/jobs/1", "rest-api-custom-domain": "/vision/v1/jobs/1",
            "rest-api-test-console": "/jobs/1", "http-api": "/jobs/1", "http-api-stage": "/prod/jobs/1",
            "http-api-default-route-stage": "/prod/jobs/1", "http-api-format-1": "/prod/jobs/1",
            "function-url": "/jobs/1", "load-balancer": "/jobs/1",
        ])
    func location(name: String, location: String) throws {
        #expect(try Self.location("/jobs/1", answering: EventFixtures.request(name)) == location)
        let elsewhere = "https://example.com/1"
        #expect(try Self.location(elsewhere, answering: EventFixtures.request(name)) == elsewhere)
    }

    @Test(
        "what a client writes before a path never becomes a host",
        arguments: ["//example.com/jobs", #"/\\example.com/jobs"#, "/dev//jobs"])
    func foreignLocation(rawPath: String) throws {
        let context = #"{"stage": "dev", "http": {"method": "POST"}}"#
        let event = #"{"routeKey": "POST /jobs", "rawPath": "\#(rawPath)", "requestContext": \#(context)}"#
        let location = try Self.location("/jobs/1", answering: request(event))
        #expect(["/jobs/1", "/dev/jobs/1"].contains(location))
    }

    @Test(
        "behind a custom domain a base path is kept, and a stage, which no client wrote, is not",
        arguments: ["/prod/jobs": "/jobs/1", "/vision/jobs": "/vision/jobs/1"])
    func customDomain(rawPath: String, expected: String) throws {
        let context = #"{"domainName": "api.example.com", "stage": "prod", "http": {"method": "POST"}}"#
        let event = #"{"routeKey": "POST /jobs", "rawPath": "\#(rawPath)", "requestContext": \#(context)}"#
        #expect(try Self.location("/jobs/1", answering: request(event)) == expected)
    }

    /// What a client reads in `Location`.
    private static func location(_ location: String, answering request: HTTPEvent) throws -> String? {
        var fields = HTTPFields()
        fields.add("location", location)
        let answer = try JSONDocument(request.answer(HTTPAnswer(status: HTTPStatus(202), fields: fields))).root
        return answer["headers"]?["location"]?.string
    }

    @Test("no field's value begins another field")
    func injection() throws {
        var fields = HTTPFields()
        fields.add("X-Name", "a\r\nSet-Cookie: b=1\u{0}\u{7F}\tc")
        fields.add("X-Bad\r\nSet-Cookie: c", "1")
        fields.add("Bad Name", "1")
        fields.add("", "1")
        #expect(fields.all.map { "\($0.name)=\($0.value)" } == ["X-Name=a  Set-Cookie: b=1  \tc"])
    }

    @Test(
        "a status that no final answer has becomes 500",
        arguments: [200: 200, 599: 599, 101: 500, 199: 500, 600: 500, 0: 500, -1: 500, Int.max: 500])
    func status(code: Int, answered: Int) {
        #expect(HTTPStatus(code).code == answered)
    }

    @Test(
        "every status has a reason",
        arguments: [200: "OK", 299: "OK", 413: "Content Too Large", 499: "Client Error"])
    func reasons(code: Int, reason: String) {
        #expect(HTTPStatus(code).reasonPhrase == reason)
    }

    @Test("setting a field replaces its values, and nil takes it away")
    func setting() {
        var fields = HTTPFields()
        fields.add("Vary", "Accept")
        fields.add("VARY", "Origin")
        fields["vary"] = "Cookie"
        #expect(fields.all.map(\.value) == ["Cookie"])
        fields["Vary"] = nil
        #expect(fields.all.isEmpty)
    }
}
