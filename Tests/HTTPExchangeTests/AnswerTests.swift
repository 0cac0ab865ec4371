import Diagnosis
import HTTPExchange
import NIOCore
import NIOHTTP1
import Testing

@Suite("An answer", .enabled(if: ExchangeServer.isAvailable, ExchangeServer.requirement), .timeLimit(.minutes(1)))
struct AnswerTests {
    private let server: ExchangeServer

    init() throws { server = try ExchangeServer() }

    @Test(
        "is the body, however its end is told",
        arguments: [
            ("/chunked", "onetwothree"), ("/until-close", "to the end"), ("/old", "old"), ("/connection", "1"),
        ])
    func framing(_ target: String, _ body: String) async throws {
        #expect(try await server.text(target) == body)
    }

    @Test("comes in the pieces in which it was sent")
    func pieces() async throws {
        let pieces = try await server.client.exchange(server.request("/chunked")) { response in
            try await response.body.reduce(into: []) { $0.append(String(buffer: $1)) }
        }
        #expect(pieces == ["one", "two", "three"])
    }

    @Test("has status and headers as they were sent")
    func head() async throws {
        let text = "HTTP/1.1 404 Gone\r\nA: 1\r\na: 2\r\nContent-Length: 2\r\n\r\nno"
        try await server.client.exchange(server.request("/says/\(hexadecimal(text))")) { response in
            #expect(response.status == 404)
            #expect(response.headers["a"] == ["1", "2"])
            let bytes = try await response.bytes(upTo: 2)
            #expect(bytes == Array("no".utf8))
        }
    }

    @Test("passes over what comes before the final status")
    func informational() async throws {
        let text =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n"
            + "Content-Length: 2\r\n\r\nok"
        #expect(try await server.text("/says/\(hexadecimal(text))") == "ok")
    }

    @Test("has no body where there cannot be one, and the connection goes on", arguments: [204, 304])
    func bodiless(_ status: Int) async throws {
        let target = "/holds/\(hexadecimal("HTTP/1.1 \(status) x\r\nContent-Length: 5\r\n\r\n"))"
        #expect(
            try await server.client.exchange(server.request(target)) { response in
                let chunks = try await response.body.reduce(0) { count, _ in count + 1 }
                return response.status == status && chunks == 0
            })
        #expect(try await server.text("/connection") == "1")
    }

    @Test("has no body where only the head was asked for")
    func headRequest() async throws {
        let target = "/holds/\(hexadecimal("HTTP/1.1 200 x\r\nContent-Length: 5000000\r\n\r\n"))"
        try await server.client.exchange(server.request(target, "HEAD")) { response in
            #expect(response.headers["content-length"] == ["5000000"])
            for try await _ in response.body { Issue.record("a body") }
        }
        #expect(try await server.text("/connection") == "1")
    }

    @Test(
        "that ends early is an error and no short body",
        arguments: [
            "Content-Length: 100\r\n\r\nshort", "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nsho", "Content-Length: 1\r\n\r\n",
        ])
    func cutShort(_ rest: String) async {
        await failure(.answerCutShort) {
            _ = try await server.text("/says/\(hexadecimal("HTTP/1.1 200 OK\r\n" + rest))")
        }
    }

    @Test("that never begins is told from one that ends early", arguments: ["", "HTTP/1.", "HTTP/1.1 200 OK\r\nA: b"])
    func noAnswer(_ text: String) async {
        await failure(.connectionClosed) { _ = try await server.text("/says/\(hexadecimal(text))") }
    }

    @Test(
        "that contradicts itself or is no HTTP/1.1 is refused",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nshort\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort!",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort", "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nA\u{0}: b\r\nContent-Length: 0\r\n\r\n", "SSH-2.0-OpenSSH\r\n\r\n",
            "HTTP/1.1 2xx\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        ])
    func invalid(_ text: String) async {
        await failure(.answerInvalid) { _ = try await server.text("/says/\(hexadecimal(text))") }
    }

    @Test("may have headers, but not without end")
    func headerLimits() async throws {
        #expect(try await server.text("/header/15000") == "ok")
        #expect(try await server.text("/headers/100") == "ok")
        for target in ["/header/20000", "/headers/200", "/endless-header"] {
            let error = await failure(.answerInvalid) { _ = try await server.text(target) }
            #expect(error?.diagnosis.found == "headers that are too large")
        }
    }

    @Test("is taken up to a limit and not one byte further, announced or not", arguments: ["/chunked", "/until-close"])
    func limit(_ target: String) async throws {
        let size = try await server.text(target).utf8.count
        let request = server.request(target)
        #expect(try await server.client.exchange(request) { try await $0.bytes(upTo: size) }.count == size)
        await failure(.bodyTooLarge) {
            _ = try await server.client.exchange(request) { try await $0.bytes(upTo: size - 1) }
        }
        await failure(.bodyTooLarge) {
            _ = try await server.client.exchange(server.request("/flood/64")) { try await $0.bytes(upTo: 64 << 20 - 1) }
        }
    }

    @Test("waits on the other side while nobody reads")
    func backPressure() async throws {
        let total = 96 << 20
        let (whileWaiting, received) = try await server.client.exchange(server.request("/flood/96")) { response in
            var (before, now) = (-1, 0)
            while before != now {
                try await Task.sleep(for: .milliseconds(200))
                (before, now) = (now, server.fact("sent"))
            }
            return (now, try await response.body.reduce(0) { $0 + $1.readableBytes })
        }
        // The kernel's buffers take some megabytes; what matters is that it is not all.
        #expect(whileWaiting < total / 2)
        #expect(received == total)
    }
}
