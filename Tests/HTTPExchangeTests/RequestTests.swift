import Diagnosis
import HTTPExchange
import Testing

@Suite("A request", .enabled(if: ExchangeServer.isAvailable, ExchangeServer.requirement), .timeLimit(.minutes(1)))
struct RequestTests {
    private let server: ExchangeServer

    init() throws { server = try ExchangeServer() }

    private func refused(_ request: HTTPRequest) async {
        let error = await failure(.requestUnwritable) { _ = try await server.text(of: request) }
        #expect(error?.description.contains("injected") == false)
        #expect(server.fact("connections") == 0)
    }

    @Test("is sent as it is, with the host and nothing else")
    func plain() async throws {
        var request = server.request("/echo?a=%0d%0a&b=/")
        request.headers = [("Accept", "a, b"), ("X-Text", "tab\tand ü")]
        let text = try await server.text(of: request)
        #expect(
            text == "GET /echo?a=%0d%0a&b=/ HTTP/1.1\r\nAccept: a, b\r\nX-Text: tab\tand ü\r\nhost: "
                + "127.0.0.1:\(server.port)\n")
    }

    @Test("may bring its own host")
    func ownHost() async throws {
        var request = server.request("/echo")
        request.headers = [("Host", "other.test")]
        #expect(try await server.text(of: request) == "GET /echo HTTP/1.1\r\nHost: other.test\n")
    }

    @Test(
        "cannot become another one by its path",
        arguments: [
            "/a HTTP/1.1\r\ninjected: 1\r\n", "/a\nb", "/a\rb", "/a\u{0}", "/a b", "/ü", "", "a", "http://other.test/",
            "*",
            "/a\u{7F}", "/\t",
        ])
    func target(_ target: String) async { await refused(server.request(target)) }

    @Test(
        "cannot become another one by a header",
        arguments: [
            ("A", "b\r\ninjected: 1"), ("A", "b\ninjected"), ("A", "b\rinjected"), ("A", "\u{0}"), ("A", "\u{7F}"),
            ("A: b\r\ninjected", "1"), ("A B", "1"), ("", "1"), ("A:", "1"), ("Ä", "1"), ("Content-Length", "5"),
            ("content-length", "0"), ("Transfer-Encoding", "chunked"), ("Host", "a\r\ninjected: 1"), ("Upgrade", "h2c"),
            ("Expect", "100-continue"), ("Trailer", "A"),
        ])
    func header(_ name: String, _ value: String) async {
        var request = server.request("/echo")
        request.headers = [(name, value)]
        await refused(request)
    }

    @Test("has one host")
    func twoHosts() async {
        var request = server.request("/echo")
        request.headers = [("Host", "a"), ("host", "a")]
        await refused(request)
    }

    @Test("cannot become another one by its method", arguments: ["", "GET /", "GET\r\n", "G(T"])
    func method(_ method: String) async { await refused(server.request("/echo", method)) }

    @Test(
        "cannot become another one by its host or port",
        arguments: [
            ("a\r\ninjected", 1), ("a b", 1), ("a/b", 1), ("a@b", 1), ("", 1), ("a", 0), ("a", 65_536), ("a", -1),
        ])
    func host(_ host: String, _ port: Int) async {
        await refused(HTTPRequest("GET", HTTPOrigin(.http, host: host, port: port), target: "/"))
    }

    @Test(
        "goes to no place but an IP address, and not past a host that is one",
        arguments: [
            ("good.test", "localhost"), ("good.test", "[::1]"), ("good.test", ""), ("good.test", "127.1"),
            ("127.0.0.1", "127.0.0.2"), ("[::1]", "127.0.0.1"),
        ])
    func place(_ host: String, _ place: String) async {
        var request = HTTPRequest("GET", HTTPOrigin(.http, host: host, port: server.port), target: "/echo")
        request.place = place
        await refused(request)
    }

    @Test(
        "names the port where it is not the scheme's own",
        arguments: [
            (HTTPOrigin.Scheme.http, 80, "a"), (.https, 443, "a"), (.http, 443, "a:443"), (.https, 8443, "a:8443"),
        ])
    func authority(_ scheme: HTTPOrigin.Scheme, _ port: Int, _ authority: String) {
        #expect(HTTPOrigin(scheme, host: "a", port: port).authority == authority)
        #expect(HTTPOrigin(scheme, host: "a").authority == "a")
    }
}
