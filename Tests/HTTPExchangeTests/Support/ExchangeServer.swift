import HTTPExchange
import TestSupport
import Testing

/// `Scripts/exchange_server.py`, one for each test, so that they do not count each other's connections.
struct ExchangeServer: Sendable {
    static let requirement: Comment = "python3 and openssl are needed"
    static let isAvailable = (try? ExchangeServer(speaksTLS: true)) != nil

    private let script: ScriptServer
    /// A client that trusts the server's authority.
    let client: HTTPClient
    /// The port of plain HTTP.
    let port: Int

    init(speaksTLS: Bool = false) throws {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
        let path = folder.joined(separator: "/") + "/Scripts/exchange_server.py"
        script = try #require(ScriptServer([path] + (speaksTLS ? ["tls"] : [])))
        port = try #require(Int(script.port))
        client = HTTPClient(authorities: speaksTLS ? script.ask("authorities") : nil)
    }

    /// What happened so far: `connections`, `requests`, `left` or `sent` bytes; x or `secure`.
    func fact(_ name: String) -> Int { script.ask(name).flatMap { Int($0) } ?? -1 }

    /// A request of a behaviour in the clear.
    func request(_ target: String, _ method: String = "GET") -> HTTPRequest {
        HTTPRequest(method, HTTPOrigin(.http, host: "127.0.0.1", port: port), target: target)
    }

    /// A request to a name that no resolver knows, over TLS.
    func secureRequest(_ host: String, port: Int? = nil, target: String = "/echo") -> HTTPRequest {
        var request = HTTPRequest(
            "GET", HTTPOrigin(.https, host: host, port: port ?? fact("secure")), target: target)
        request.place = "127.0.0.1"
        return request
    }

    /// The body that comes back.
    func text(_ target: String) async throws -> String { try await text(of: request(target)) }

    /// The body that comes back.
    func text(of request: HTTPRequest) async throws -> String {
        try await client.exchange(request) { String(decoding: try await $0.bytes(upTo: 1 << 20), as: UTF8.self) }
    }

    /// Waits until something has happened so often.
    func wait(for name: String, toBe count: Int) async throws {
        while fact(name) < count { try await Task.sleep(for: .milliseconds(5)) }
    }
}

/// The error of an exchange that must fail.
@discardableResult
func failure(
    _ code: HTTPExchangeError.Code, sourceLocation: SourceLocation = #_sourceLocation,
    of action: () async throws -> Void
) async -> HTTPExchangeError? {
    let error = await #expect(throws: HTTPExchangeError.self, sourceLocation: sourceLocation) { try await action() }
    #expect(error?.code == code, "\(error.map { "\($0)" } ?? "no error")", sourceLocation: sourceLocation)
    return error
}

/// Bytes as the server's script takes them.
func hexadecimal(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
