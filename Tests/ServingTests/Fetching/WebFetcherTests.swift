import Diagnosis
import Serving
import Synchronization
import Testing

@Suite("A fetch", .enabled(if: WebServer.shared != nil, Comment(rawValue: WebServer.isMissing)))
struct WebFetcherTests {
    private let server: WebServer

    init() throws {
        server = try #require(WebServer.shared)
    }

    private static let loopback = IPAddress(127, 0, 0, 1)

    /// Fetches from the server under a name that no resolver knows.
    private func fetch(
        _ path: String, host: String = "pictures.test", limits: FetchLimits = FetchLimits()
    ) async throws -> String {
        let fetcher = WebFetcher(
            policy: try server.policy, limits: limits, resolve: { _ in [Self.loopback] },
            isAllowed: { $0 == Self.loopback })
        let address = try WebAddress("http://\(host):\(server.port)\(path)")
        return String(decoding: try await fetcher.bytes(at: address), as: UTF8.self)
    }

    private func failure(_ path: String, limits: FetchLimits = FetchLimits()) async -> ServingError? {
        await #expect(throws: ServingError.self) { try await fetch(path, limits: limits) }
    }

    @Test("asks the host by its name, plainly, at the address that was checked")
    func request() async throws {
        let lines = try await fetch("/a%20b/ü;c=d?q=%2F&r=[1]").split(separator: "\n").map { $0.drop { $0 == "\r" } }
        let text = lines.map { String($0).replacing("\r", with: "") }
        #expect(text.first == "GET /a%20b/%C3%BC;c=d?q=%2F&r=%5B1%5D HTTP/1.1")
        #expect(
            Set(text.dropFirst().map { $0.lowercased() }) == [
                "host: pictures.test:\(server.port)", "user-agent: apus", "accept: image/*", "connection: close",
            ])
    }

    @Test("takes an internationalised name as it stands")
    func punycode() async throws {
        #expect(try await fetch("/echo", host: "xn--bcher-kva.test").lowercased().contains("host: xn--bcher-kva.test:"))
    }

    @Test("follows redirects, without the cookies that come with them", arguments: ["/cookie", "/redirect?echo"])
    func redirect(path: String) async throws {
        let text = try await fetch(path)
        #expect(text.hasPrefix("GET /echo HTTP/1.1"))
        #expect(!text.lowercased().contains("cookie"))
        #expect(!text.contains("secret"))
    }

    @Test("follows three redirects and no fourth")
    func redirectCount() async throws {
        let there = "http://other.test:\(server.port)/redirect?/redirect?echo"
        #expect(try await fetch("/redirect?\(there)").hasPrefix("GET /echo "))
        for path in ["/redirect?\(there.replacing("echo", with: "/redirect?echo"))", "/loop"] {
            let error = await failure(path)
            #expect(error?.code == .urlUnreachable)
            #expect(error?.diagnosis.what.contains("redirects too often") == true)
        }
    }

    @Test(
        "goes nowhere that a redirect may not lead",
        arguments: [
            ("http://169.254.169.254/latest/meta-data/", ServingError.Code.urlNotAllowed),
            ("http://[fd00:ec2::254]/", .urlNotAllowed), ("http://127.0.0.1:22/", .urlNotAllowed),
            ("https://pictures.test/", .urlNotAllowed), ("http://2852039166/", .urlInvalid),
            ("file:///etc/passwd", .urlInvalid), ("http://u:p@pictures.test/", .urlInvalid),
            ("//unlisted.test/", .urlNotAllowed),
        ])
    func redirectRefused(target: String, code: ServingError.Code) async {
        let error = await failure("/redirect?\(target)")
        #expect(error?.code == code)
    }

    @Test(
        "takes nothing but a plain answer",
        arguments: [
            ("/status/404", "status 404"), ("/status/206", "status 206"), ("/status/204", "status 204"),
            ("/status/304", "status 304"), ("/nowhere", "found 0"), ("/two-ways", "found 2"),
        ])
    func answers(path: String, found: String) async {
        let error = await failure(path)
        #expect(error?.code == .urlUnreachable)
        #expect(error.map { "\($0)" }?.contains(found) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test(
        "tells what may be better later from what will not",
        arguments: [
            ("/status/500", "status 500"), ("/status/503", "status 503"), ("/status/429", "status 429"),
            ("/status/408", "status 408"), ("/cut", "no whole answer"),
        ])
    func passingFailures(path: String, found: String) async {
        let error = await failure(path)
        #expect(error?.code == .urlUnanswered)
        #expect(error.map { "\($0)" }?.contains(found) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test("takes as many bytes as the limit and not one more, announced or not", arguments: ["/sized", "/unsized"])
    func size(path: String) async throws {
        var limits = FetchLimits()
        limits.maximumBytes = 300_000
        #expect(try await fetch("\(path)?300000", limits: limits).utf8.count == 300_000)
        #expect(await failure("\(path)?300001", limits: limits)?.code == .urlTooLarge)
    }

    @Test("gives up what is too large before it has come", arguments: ["/announced", "/endless"])
    func tooLarge(path: String) async {
        let error = await failure(path)
        #expect(error?.code == .urlTooLarge)
    }

    @Test(
        "ends when its time is over, however little comes", .timeLimit(.minutes(1)), arguments: ["/drip", "/silent"])
    func timeOver(path: String) async {
        var limits = FetchLimits()
        limits.duration = .milliseconds(300)
        let error = await failure(path, limits: limits)
        #expect(error?.code == .urlUnanswered)
        #expect(error?.diagnosis.what.contains("takes too long") == true)
    }

    @Test("ends when its task is cancelled", .timeLimit(.minutes(1)))
    func cancelled() async throws {
        let task = Task { try await fetch("/drip") }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("looks a name up once, so that a second answer cannot lead it elsewhere")
    func rebinding() async throws {
        let lookUps = Mutex(0)
        let fetcher = WebFetcher(
            policy: try server.policy,
            resolve: { _ in
                lookUps.withLock { $0 += 1 }
                return lookUps.withLock { $0 } == 1 ? [Self.loopback] : [IPAddress(169, 254, 169, 254)]
            }, isAllowed: { $0 == Self.loopback })
        let address = try WebAddress("http://pictures.test:\(server.port)/echo")
        #expect(try await !fetcher.bytes(at: address).isEmpty)
        #expect(lookUps.withLock { $0 } == 1)
        let error = await #expect(throws: ServingError.self) { try await fetcher.bytes(at: address) }
        #expect(error?.code == .urlNotAllowed)
    }

    @Test("tries the next address of a host where the first does not answer")
    func secondAddress() async throws {
        let refusing = IPAddress(127, 0, 0, 99)
        let fetcher = WebFetcher(
            policy: try server.policy, resolve: { _ in [refusing, Self.loopback] }, isAllowed: { _ in true })
        let address = try WebAddress("http://pictures.test:\(server.port)/echo")
        #expect(try await !fetcher.bytes(at: address).isEmpty)
    }

    @Test("says so where nothing listens")
    func noConnection() async throws {
        let fetcher = WebFetcher(policy: try URLPolicy("127.0.0.1:1", setting: "S"))
        let address = try WebAddress("http://127.0.0.1:1/")
        let error = await #expect(throws: ServingError.self) { try await fetcher.bytes(at: address) }
        #expect(error?.code == .urlUnanswered)
        #expect(error?.diagnosis.found == "no connection, or a broken one")
    }

    @Test("tells a TLS server the name, and trusts no certificate because of it")
    func serverName() async throws {
        let fetcher = WebFetcher(
            policy: try server.policy, resolve: { _ in [Self.loopback] }, isAllowed: { $0 == Self.loopback })
        let address = try WebAddress("https://pictures.test:\(server.securePort)/through-tls")
        let error = await #expect(throws: ServingError.self) { try await fetcher.bytes(at: address) }
        #expect(error?.code == .urlUnreachable)
        #expect(error.map { "\($0)" }?.contains("certificate") == true)
        #expect(try await fetch("/names").split(separator: "\n").contains("pictures.test"))
        #expect(try await !fetch("/requests").contains("/through-tls"))
    }
}
