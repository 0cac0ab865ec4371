import HTTPExchange
import NIOCore
import NIOHTTP1
import Testing

@Suite("A connection", .enabled(if: ExchangeServer.isAvailable, ExchangeServer.requirement), .timeLimit(.minutes(1)))
struct ConnectionTests {
    private let server: ExchangeServer

    init() throws { server = try ExchangeServer() }

    @Test("serves one request after the other")
    func reuse() async throws {
        for _ in 0..<20 { #expect(try await server.text("/connection") == "1") }
        #expect(server.fact("connections") == 1)
        #expect(server.fact("requests") == 20)
    }

    @Test("serves one request at a time, and as many wait as may")
    func parallel() async throws {
        let client = HTTPClient(idleCount: 2)
        func round() async throws {
            try await withThrowingTaskGroup { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await client.exchange(server.request("/chunked")) { try await $0.bytes(upTo: 99) }
                    }
                }
                try await group.waitForAll()
            }
        }
        try await round()
        #expect(server.fact("connections") == 6)
        try await round()
        #expect(server.fact("connections") == 10)
    }

    @Test("is not used again after what forbids it", arguments: ["/close", "/parting", "/until-close", "/old"])
    func noReuse(_ target: String) async throws {
        _ = try await server.text(target)
        #expect(try await server.text("/connection") == "2")
    }

    @Test("is not used again where the request forbids it, or goes to a chosen place", arguments: [true, false])
    func ownConnection(_ isChosen: Bool) async throws {
        var request = server.request("/connection")
        if isChosen { request.place = "127.0.0.1" } else { request.headers = [("Connection", "close")] }
        #expect(try await server.text(of: request) == "1")
        #expect(try await server.text("/connection") == "2")
        request.headers = []
        #expect(try await server.text(of: request) == (isChosen ? "3" : "2"))
    }

    @Test("is not used again when its answer was not read to the end")
    func unreadBody() async throws {
        try await server.client.exchange(server.request("/flood/9")) { #expect($0.status == 200) }
        #expect(try await server.text("/connection") == "2")
    }

    @Test("is not used again when it has waited too long")
    func age() async throws {
        let client = HTTPClient(idleDuration: .milliseconds(50))
        func number() async throws -> [UInt8] {
            try await client.exchange(server.request("/connection")) { try await $0.bytes(upTo: 9) }
        }
        #expect(try await number() == Array("1".utf8))
        try await Task.sleep(for: .milliseconds(100))
        #expect(try await number() == Array("2".utf8))
    }

    @Test("that died since its last answer says so, and takes its neighbours with it")
    func stale() async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<2 { group.addTask { _ = try await server.text("/stale") } }
            try await group.waitForAll()
        }
        let count = server.fact("connections")
        await failure(.connectionStale) { _ = try await server.text("/connection") }
        #expect(try await server.text("/connection") == "\(count + 1)")
    }

    @Test("on which something comes unasked is closed")
    func unasked() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        _ = try? await server.text("/holds/\(hexadecimal(answer + answer.replacing("ok", with: "no")))")
        #expect(try await server.text("/connection") == "2")
    }

    @Test("gives a body to the exchange that it belongs to, and to no later one")
    func escapedBody() async throws {
        let body = try await server.client.exchange(server.request("/connection")) { response in
            _ = try await response.bytes(upTo: 9)
            return response.body
        }
        try await server.client.exchange(server.request("/chunked")) { response in
            await failure(.answerCutShort) { _ = try await body.next() }
            let bytes = try await response.bytes(upTo: 99)
            #expect(bytes == Array("onetwothree".utf8))
        }
    }

    @Test("is closed when the task is cancelled that waits for it", arguments: ["/silent", "/drip"])
    func cancelled(_ target: String) async throws {
        var request = server.request(target)
        (request.patience.head, request.patience.silence) = (.seconds(3_600), .seconds(3_600))
        let patient = request
        let task = Task { try await server.text(of: patient) }
        try await server.wait(for: "requests", toBe: 1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await server.wait(for: "left", toBe: 1)
    }

    @Test("is not waited for longer than was said", arguments: ["/silent", "/drip"])
    func patience(_ target: String) async throws {
        var request = server.request(target)
        (request.patience.head, request.patience.silence) = (.milliseconds(100), .milliseconds(100))
        let impatient = request
        await failure(.answerTimedOut) { _ = try await server.text(of: impatient) }
        try await server.wait(for: "left", toBe: 1)
    }

    @Test("takes a body of any size", arguments: [0, 1, 3 << 20])
    func upload(_ size: Int) async throws {
        var request = server.request("/echo", "PUT")
        request.body = Array(repeating: UInt8(ascii: "x"), count: size)
        let sent = request
        let answer = try await server.client.exchange(sent) { try await $0.bytes(upTo: 8 << 20) }
        let text = String(decoding: answer, as: UTF8.self)
        #expect(text.hasPrefix("PUT /echo HTTP/1.1\r\n"))
        #expect(text.contains("\r\ncontent-length: \(size)"))
        #expect(text.hasSuffix("\n" + String(repeating: "x", count: size)))
    }
}
