import Diagnosis
import HTTPExchange
import NIOCore
import Testing

@Suite("Connecting", .enabled(if: ExchangeServer.isAvailable, ExchangeServer.requirement), .timeLimit(.minutes(1)))
struct ConnectTests {
    private let server: ExchangeServer

    init() throws { server = try ExchangeServer(speaksTLS: true) }

    @Test("goes to a chosen place, and asks for the host by its name there")
    func chosenPlace() async throws {
        var request = HTTPRequest("GET", HTTPOrigin(.http, host: "nowhere.invalid", port: server.port), target: "/echo")
        request.place = "127.0.0.1"
        let text = try await server.text(of: request)
        #expect(text.lowercased().contains("host: nowhere.invalid:\(server.port)"))
    }

    @Test("checks the certificate against the name, wherever it goes")
    func certificate() async throws {
        #expect(try await server.text(of: server.secureRequest("good.test")).hasPrefix("GET /echo HTTP/1.1"))
        #expect(server.fact("requests") == 1)
    }

    @Test("sends nothing to who has no valid certificate", arguments: ["wrong.test", "expired.test", "own.test"])
    func refused(_ host: String) async {
        let error = await failure(.certificateInvalid) { _ = try await server.text(of: server.secureRequest(host)) }
        #expect(error?.diagnosis.what.contains(host) == true)
        #expect(server.fact("requests") == 0)
    }

    @Test("trusts the system's authorities and no other")
    func systemAuthorities() async {
        await failure(.certificateInvalid) {
            try await HTTPClient.shared.exchange(server.secureRequest("good.test")) { _ in }
        }
    }

    @Test("to an IP address asks for a certificate of that")
    func addressCertificate() async throws {
        var request = server.secureRequest("127.0.0.1")
        request.place = nil
        #expect(try await server.text(of: request).hasPrefix("GET /echo"))
        await failure(.certificateInvalid) {
            let request = server.secureRequest("127.0.0.1", port: server.fact("elsewhere"))
            _ = try await server.text(of: request)
        }
    }

    @Test("keeps TLS connections too")
    func secureReuse() async throws {
        var request = server.secureRequest("127.0.0.1", target: "/connection")
        request.place = nil
        let number = try await server.text(of: request)
        for _ in 0..<3 { #expect(try await server.text(of: request) == number) }
    }

    @Test("takes large bodies over TLS")
    func secureFlood() async throws {
        let size = try await server.client.exchange(server.secureRequest("good.test", target: "/flood/8")) { response in
            try await response.body.reduce(0) { $0 + $1.readableBytes }
        }
        #expect(size == 8 << 20)
    }

    @Test("does not take a broken TLS connection for the end of a body")
    func truncation() async throws {
        await failure(.answerCutShort) {
            _ = try await server.text(of: server.secureRequest("good.test", target: "/until-close"))
        }
        #expect(try await server.text(of: server.secureRequest("good.test", target: "/parting")) == "2")
    }

    @Test("speaks nothing older than TLS 1.2")
    func outdated() async {
        let request = server.secureRequest("good.test", port: server.fact("outdated"))
        await failure(.tlsFailed) { _ = try await server.text(of: request) }
    }

    @Test("does not take a server in the clear for one with TLS")
    func clear() async {
        let request = server.secureRequest("good.test", port: server.fact("clear"))
        await failure(.tlsFailed) { _ = try await server.text(of: request) }
    }

    @Test("gives up when TLS takes too long")
    func handshakePatience() async {
        var request = server.secureRequest("good.test", port: server.fact("mute"))
        request.patience.connect = .milliseconds(100)
        let impatient = request
        await failure(.connectTimedOut) { _ = try await server.text(of: impatient) }
    }

    @Test("ends at once when its task is cancelled")
    func cancelled() async {
        var request = server.secureRequest("good.test", port: server.fact("mute"))
        request.patience.connect = .seconds(3_600)
        let patient = request
        let task = Task { try await server.text(of: patient) }
        try? await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(
        "says whether nobody is there or nobody listens",
        arguments: [
            ("nowhere.invalid", HTTPExchangeError.Code.hostNotFound), ("127.0.0.1", .connectFailed),
            ("localhost", .connectFailed), ("[::1]", .connectFailed),
        ])
    func nobody(_ host: String, _ code: HTTPExchangeError.Code) async {
        let request = HTTPRequest("GET", HTTPOrigin(.http, host: host, port: 1), target: "/secret")
        let error = await failure(code) { _ = try await server.text(of: request) }
        #expect(error?.underlying != nil)
        #expect(error?.description.contains("secret") == false)
    }

    @Test("finds a host by its name")
    func name() async throws {
        let request = HTTPRequest("GET", HTTPOrigin(.http, host: "localhost", port: server.port), target: "/echo")
        #expect(try await server.text(of: request).lowercased().contains("host: localhost:\(server.port)"))
    }
}
