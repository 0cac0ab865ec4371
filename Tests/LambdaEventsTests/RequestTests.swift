import JSONText
import LambdaEvents
import Testing

@Suite("Requests")
struct RequestTests {
    @Test(
        "a path begins where the function's routes begin",
        arguments: [
            "rest-api": "/models/yolo/infer", "rest-api-custom-domain": "/models/yolo/infer",
            "rest-api-test-console": "/analyze", "http-api": "/analyze", "http-api-stage": "/models/yolo/infer",
            "http-api-default-route-stage": "/analyze", "http-api-format-1": "/analyze", "function-url": "/",
            "load-balancer": "/analyze this",
        ])
    func path(name: String, path: String) throws {
        #expect(try EventFixtures.request(name).path == path)
    }

    @Test(
        "what stands before a route is taken off, and nothing else",
        arguments: [
            // A base path before a greedy parameter, a route's own prefix, the root, a slash at the end.
            (#""resource": "/{proxy+}", "path": "/v1/a/b", "pathParameters": {"proxy": "a/b"}"#, "/a/b"),
            (#""resource": "/api/{proxy+}", "path": "/v1/api/a", "pathParameters": {"proxy": "a"}"#, "/api/a"),
            (#""resource": "/", "path": "/v1""#, "/"), (#""resource": "/", "path": "/v1/""#, "/"),
            (#""resource": "/a", "path": "/v1/a/""#, "/a/"), (#""resource": "/a", "path": "/a""#, "/a"),
            // A stage that the path keeps when a mapping names none, and a stage that is only the route's name.
            (#""resource": "/a", "path": "/base/prod/a", "requestContext": {"stage": "prod"}"#, "/a"),
            (#""resource": "/prod/a", "path": "/prod/a", "requestContext": {"stage": "prod"}"#, "/prod/a"),
            (#""path": "/prod/a", "requestContext": {"stage": "prod"}"#, "/prod/a"),
            // Nothing tells what the route is, or it does not fit.
            (#""resource": "/{proxy+}", "path": "/v1/a""#, "/v1/a"), (#""resource": "/b", "path": "/v1/a""#, "/v1/a"),
            (#""resource": "/a/b/c", "path": "/c""#, "/c"), (#""path": "a""#, "/a"), (#""path": "" "#, "/"),
            (#""path": "/a%2Bb+c%zz""#, "/a+b+c%zz"),
            // A slash with an accent after it is one character to Swift.
            (#""path": "/\u0301a""#, "/\u{301}a"),
            (#""resource": "/{a}", "path": "/v1/\u0301a""#, "/\u{301}a"),
        ])
    func prefixes(members: String, path: String) throws {
        #expect(try request("{\"httpMethod\": \"GET\", \(members)}").path == path)
    }

    @Test(
        "a stage is taken off the path of an HTTP API, and no more than the stage",
        arguments: [
            "/dev": "/", "/dev/": "/", "/dev/a": "/a", "/develop/a": "/develop/a", "/dev/\u{301}a": "/\u{301}a",
            "/a/dev": "/a/dev", "/": "/",
        ])
    func stage(rawPath: String, path: String) throws {
        let context = #"{"stage": "dev", "http": {"method": "GET"}}"#
        #expect(try request(#"{"rawPath": "\#(rawPath)", "requestContext": \#(context)}"#).path == path)
    }

    @Test(
        "a query is decoded once, whoever sent it",
        arguments: [
            "rest-api": ["classes=bus", "classes=person", "note=50%+ sure"],
            "http-api": ["classes=bus", "classes=person", "note=50%+ sure", "flag="],
            "load-balancer": ["note=50%+ sure", "café=1"],
            "load-balancer-value-lists": ["note=50%+ sure", "café=1", "classes=bus", "classes=person"],
            "rest-api-test-console": [],
        ])
    func query(name: String, items: [String]) throws {
        #expect(try EventFixtures.request(name).query.map { "\($0.name)=\($0.value)" } == items)
    }

    @Test("of a parameter that came twice the last value counts")
    func lastValue() throws {
        let request = try EventFixtures.request("http-api")
        #expect(request.queryValue("classes") == "person")
        #expect(request.queryValue("CLASSES") == nil)
    }

    @Test(
        "a query is read as browsers write it",
        arguments: [
            ("a=1&b=2", ["a=1", "b=2"]), ("a", ["a="]), ("=1", ["=1"]), ("a=b=c", ["a=b=c"]), ("&&a&", ["a="]),
            ("a+b=c%20d", ["a b=c d"]), ("a=%", ["a=%"]), ("a=%4", ["a=%4"]), ("a=%C3%A9", ["a=é"]),
            ("a=1&\u{301}b==\u{301}2", ["a=1", "\u{301}b==\u{301}2"]), ("a=%FF", ["a=\u{FFFD}"]),
            ("a=%3D%26", ["a==&"]),
        ])
    func rawQuery(query: String, items: [String]) throws {
        let json = #"{"rawQueryString": "\#(query)", "requestContext": {"http": {"method": "GET"}}}"#
        #expect(try request(json).query.map { "\($0.name)=\($0.value)" } == items)
    }

    @Test("a field is found whatever its case, with all its values")
    func fields() throws {
        let request = try EventFixtures.request("rest-api")
        #expect(request.fields["ACCEPT"] == "image/png, application/json")
        #expect(request.fields.values("accept") == ["image/png", "application/json"])
        #expect(request.fields["content-type"] == "application/json")
        #expect(request.fields["content"] == nil)
        #expect(try EventFixtures.request("load-balancer").fields["Host"] == "vision.example.com")
    }

    @Test("a field that only one of the two forms has is there once")
    func mixedFields() throws {
        let fields = try request(
            #"{"httpMethod": "GET", "headers": {"A": "1", "B": "2"}, "multiValueHeaders": {"a": ["1", "3"]}}"#
        ).fields
        #expect(fields.all.map { "\($0.name)=\($0.value)" } == ["a=1", "a=3", "B=2"])
    }

    @Test(
        "cookies come out of the list or the field", arguments: ["rest-api", "http-api"])
    func cookies(name: String) throws {
        #expect(try EventFixtures.request(name).cookies == ["theme=dark", "lang=de"])
    }

    @Test("a function URL's cookie field is read where there is no list")
    func cookieField() throws {
        #expect(try EventFixtures.request("function-url").cookies == ["theme=dark"])
    }

    @Test(
        "method, identifier and client address are told",
        arguments: [
            "rest-api": "POST rest-0001 198.51.100.7", "http-api": "POST http-0001 198.51.100.8",
            "function-url": "GET url-0001 198.51.100.8",
            "load-balancer": "POST Root=1-68a1b2c3-0123456789abcdef 198.51.100.9",
        ])
    func facts(name: String, facts: String) throws {
        let request = try EventFixtures.request(name)
        #expect("\(request.method) \(request.requestID ?? "-") \(request.sourceAddress ?? "-")" == facts)
    }
}
