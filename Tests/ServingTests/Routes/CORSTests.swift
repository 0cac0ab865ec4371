import Serving
import Testing

@Suite("Browsers of other origins") struct CORSTests {
    private func ask(_ method: String, origin: String?, allowed: [String]?) async -> ServiceResponse {
        let service = FixtureService.make { configuration in
            if let allowed { configuration.cors?.origins = allowed } else { configuration.cors = nil }
        }
        var request = ServiceRequest(method: method, path: "/", id: "r-1")
        request.headers["origin"] = origin
        return await service.respond(to: request)
    }

    @Test("everybody may read where nothing else is set")
    func everybody() async {
        let response = await ask("GET", origin: "https://a.example", allowed: ["*"])
        #expect(response.header("access-control-allow-origin") == "*")
        #expect(response.header("vary") == nil)
    }

    @Test("an origin of the list is named, and caches are told of it")
    func listed() async {
        let response = await ask(
            "GET", origin: "https://a.example", allowed: ["https://b.example", "https://a.example"])
        #expect(response.header("access-control-allow-origin") == "https://a.example")
        #expect(response.header("vary") == "origin")
    }

    @Test(
        "other origins, none, and a service without a policy get no such header",
        arguments: [
            ("https://evil.example", ["https://a.example"]), (nil, ["https://a.example"]), ("https://a.example", nil),
            ("https://a.example.evil", ["https://a.example"]),
        ] as [(String?, [String]?)])
    func others(origin: String?, allowed: [String]?) async {
        let response = await ask("GET", origin: origin, allowed: allowed)
        #expect(response.status == 200)
        #expect(response.header("access-control-allow-origin") == nil)
        // A cache must not give this answer to an origin of the list.
        #expect(response.header("vary") == (allowed == nil ? nil : "origin"))
    }

    @Test("a preflight request is answered without the model")
    func preflight() async {
        let response = await ask("OPTIONS", origin: "https://a.example", allowed: ["*"])
        #expect(response.status == 204)
        #expect(response.body.isEmpty)
        #expect(response.header("access-control-allow-methods") == "GET, POST, OPTIONS")
        let headers = response.header("access-control-allow-headers") ?? ""
        for name in ["content-type", "authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"] {
            #expect(headers.split(separator: ", ").contains(Substring(name)))
        }
        #expect(response.header("access-control-allow-credentials") == nil)
    }

    @Test("answers to failures have the headers too")
    func failures() async {
        let response = await ask("DELETE", origin: "https://a.example", allowed: ["*"])
        #expect(response.status == 405)
        #expect(response.header("access-control-allow-origin") == "*")
    }
}
