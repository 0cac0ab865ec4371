import Diagnosis
import Foundation
import LambdaRuntime
import Testing

@Suite("A Runtime API that misbehaves")
struct HostileServerTests {
    private static let next = "GET /2018-06-01/runtime/invocation/next HTTP/1.1"
    private static func answer(_ body: String, id: String = "id-1") -> String {
        "POST /2018-06-01/runtime/invocation/\(id)/response HTTP/1.1 \(body)"
    }

    /// Runs a script to its end, and gives what was asked until then.
    private func run(
        _ steps: [ScriptedServer.Step], maximumEventBytes: Int = 1_000, untilCount count: Int? = nil
    ) async throws -> (requests: [String], reported: [LambdaRuntimeError], ending: LambdaRuntimeError?) {
        let server = ScriptedServer(steps)
        let running = try RunningFunction(
            .answering { "<\($0)>" }, at: server.endpoint, maximumEventBytes: maximumEventBytes)
        // After the script the loop asks for one more event.
        let wanted = count ?? steps.count + 1
        let patience = ContinuousClock.now + .seconds(20)
        while server.requests.count < wanted, ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(1))
        }
        running.termination.request()
        return (server.requests, running.reported, await running.waitForEnd())
    }

    @Test(
        "may send an event in every way that HTTP/1.1 knows",
        arguments: [
            ScriptedServer.Step.send(ScriptedServer.Step.event("a")),
            .trickle(ScriptedServer.Step.event("a")),
            .trickle(
                "HTTP/1.1 200\r\nlambda-runtime-aws-request-id:id-1\r\nTransfer-Encoding: Chunked\r\n\r\n"
                    + "0001;x=y\r\na\r\n0\r\nTrailer: 1\r\n\r\n"),
            .sendAndClose("HTTP/1.1 200 OK\r\nLAMBDA-RUNTIME-AWS-REQUEST-ID: \t id-1 \r\n\r\na"),
            .sendAndClose(
                "HTTP/1.0 200 OK\r\nLambda-Runtime-Aws-Request-Id: id-1\r\nContent-Length: 1\r\n\r\na"),
            .send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 X\r\nA: b\r\n\r\n" + ScriptedServer.Step.event("a")),
        ])
    func forms(step: ScriptedServer.Step) async throws {
        let (requests, reported, ending) = try await run([step, .send(ScriptedServer.Step.accepted)])
        #expect(requests == [Self.next, Self.answer("<a>"), Self.next])
        #expect(reported.isEmpty && ending == nil)
    }

    /// Bytes under a name that says what is wrong with them.
    struct Garbage: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        var type = ""

        init(_ name: String, _ text: String, _ type: String = "") {
            (testDescription, self.text, self.type) = (name, text, type)
        }
    }

    private static let heads = [
        Garbage("no HTTP", "garbage\r\n\r\n"),
        Garbage("another version", "HTTP/2 200 OK\r\n\r\n"),
        Garbage("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"),
        Garbage("a status out of range", "HTTP/1.1 999 OK\r\n\r\n"),
        Garbage("a field without a colon", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"),
        Garbage("a field without a name", "HTTP/1.1 200 OK\r\n: empty\r\n\r\n"),
        Garbage("a folded field", "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n"),
        Garbage("a zero in a field", "HTTP/1.1 200 OK\r\nA: b\u{0}c\r\n\r\n"),
        Garbage("no request ID", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        Garbage(
            "a path as request ID",
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: ../../x\r\nContent-Length: 0\r\n\r\n"),
        Garbage(
            "a request ID with a space",
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a b\r\nContent-Length: 0\r\n\r\n"),
        Garbage("too many fields", "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 200) + "\r\n"),
        Garbage("a head without an end", "HTTP/1.1 200 OK\r\nA: " + String(repeating: "b", count: 70_000)),
        Garbage("interim answers only", String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 100)),
        Garbage("half a head", "HTTP/1.1 200 OK\r\nContent-Le"),
    ]

    @Test("is asked again when its answer makes no sense", arguments: heads)
    func garbled(answer: Garbage) async throws {
        let (requests, reported, ending) = try await run([
            .sendAndClose(answer.text), .send(ScriptedServer.Step.event("a")), .send(ScriptedServer.Step.accepted),
        ])
        #expect(requests == [Self.next, Self.next, Self.answer("<a>"), Self.next])
        #expect(reported.count == 1 && [.answerMalformed, .connectionLost].contains(reported.first?.code))
        #expect(ending == nil)
    }

    private static let chunked = "Transfer-Encoding: chunked\r\n\r\n"
    private static let bodies = [
        Garbage("one byte too many", "Content-Length: 1001\r\n\r\n", "EventTooLarge"),
        Garbage("a length beyond integers", "Content-Length: 99999999999999999999\r\n\r\n", "AnswerMalformed"),
        Garbage("the largest length", "Content-Length: 9223372036854775807\r\n\r\n", "EventTooLarge"),
        Garbage("a negative length", "Content-Length: -1\r\n\r\n", "AnswerMalformed"),
        Garbage("fewer bytes than announced", "Content-Length: 5\r\n\r\nabc", "ConnectionLost"),
        Garbage("two lengths", "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "AnswerMalformed"),
        Garbage("a length and chunks", "Content-Length: 3\r\n" + chunked + "abc", "AnswerMalformed"),
        Garbage("an unknown coding", "Transfer-Encoding: gzip\r\n\r\nabc", "AnswerMalformed"),
        Garbage("a large chunk", chunked + "3e9\r\n", "EventTooLarge"),
        Garbage("the largest chunk", chunked + "7fffffffffffffff\r\n", "EventTooLarge"),
        Garbage("a chunk beyond integers", chunked + "fffffffffffffffffffff\r\n", "AnswerMalformed"),
        Garbage("a negative chunk", chunked + "-1\r\n", "AnswerMalformed"),
        Garbage("a chunk without a size", chunked + "\r\n", "AnswerMalformed"),
        Garbage("a chunk that is too long", chunked + "1\r\nabc\r\n0\r\n\r\n", "AnswerMalformed"),
        Garbage("endless trailers", chunked + "0\r\n" + String(repeating: "A: b\r\n", count: 100), "AnswerMalformed"),
        Garbage("an endless chunk size", chunked + String(repeating: "0", count: 5_000), "AnswerMalformed"),
        Garbage("too much without a length", "\r\n" + String(repeating: "a", count: 1_001), "EventTooLarge"),
    ]

    @Test("gets an error for an event whose body cannot be read", arguments: bodies)
    func unreadable(body: Garbage) async throws {
        let (requests, reported, ending) = try await run([
            .sendAndClose("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: id-1\r\n" + body.text),
            .send(ScriptedServer.Step.accepted),
        ])
        #expect(requests.count == 3 && ending == nil)
        #expect(requests[1].hasPrefix("POST /2018-06-01/runtime/invocation/id-1/error HTTP/1.1 {"))
        #expect(requests[1].contains(#""errorType":"Function.\#(body.type)""#))
        #expect(reported.map { InvocationFailure($0).type } == ["Function.\(body.type)"])
        // What is wrong with the event is told in full, and of the connection no more than the fact.
        #expect(requests[1].contains("at most 1000 bytes") == (body.type == "EventTooLarge"))
    }

    @Test("is given up when it never makes sense")
    func hopeless() async throws {
        let garbage = ScriptedServer.Step.sendAndClose("garbage\r\n\r\n")
        let (requests, reported, ending) = try await run([garbage, garbage, garbage, garbage], untilCount: 3)
        #expect(requests == [Self.next, Self.next, Self.next])
        #expect(reported.map(\.code) == [.answerMalformed, .answerMalformed])
        #expect(ending?.code == .answerMalformed)
    }

    @Test("ends the loop with status 500, as Lambda has it")
    func containerError() async throws {
        let step = ScriptedServer.Step.send("HTTP/1.1 500 Oh\r\nContent-Length: 4\r\n\r\nlost")
        let (requests, _, ending) = try await run([step], untilCount: 1)
        #expect(requests == [Self.next])
        #expect(ending?.code == .callRefused)
        #expect(ending?.description.contains("status 500: lost") == true)
    }

    @Test("that is not there ends the loop")
    func absent() async throws {
        // A port that was free a moment ago.
        let endpoint = ScriptedServer([]).endpoint
        let running = try RunningFunction(.answering { $0 }, at: endpoint)
        #expect(await running.waitForEnd()?.code == .runtimeUnreachable)
    }

    @Test("gets a request again when the connection dies before any answer")
    func repeated() async throws {
        let (requests, reported, ending) = try await run([
            .close, .send(ScriptedServer.Step.event("a")), .close, .send(ScriptedServer.Step.accepted), .close,
            .send(ScriptedServer.Step.event("b")), .send(ScriptedServer.Step.accepted),
        ])
        let answers = [Self.answer("<a>"), Self.answer("<a>")]
        #expect(requests == [Self.next, Self.next] + answers + [Self.next, Self.next, Self.answer("<b>"), Self.next])
        #expect(reported.isEmpty && ending == nil)
    }

    @Test("gets a request twice at most")
    func repeatedOnce() async throws {
        let (requests, reported, ending) = try await run([
            .send(ScriptedServer.Step.event("a")), .close, .close, .send(ScriptedServer.Step.event("b")),
            .send(ScriptedServer.Step.accepted),
        ])
        #expect(
            requests == [
                Self.next, Self.answer("<a>"), Self.answer("<a>"), Self.next, Self.answer("<b>"), Self.next,
            ])
        #expect(reported.map(\.code) == [.connectionLost] && ending == nil)
    }

    @Test("does not end the loop by refusing an answer", arguments: [400, 403, 404, 500])
    func refused(status: Int) async throws {
        let (requests, reported, ending) = try await run([
            .send(ScriptedServer.Step.event("a")), .send("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n"),
        ])
        #expect(requests == [Self.next, Self.answer("<a>"), Self.next])
        #expect(reported.map(\.code) == [.callRefused] && ending == nil)
    }

    @Test("may refuse a large answer before it has read it")
    func earlyRefusal() async throws {
        let server = ScriptedServer([
            .send(ScriptedServer.Step.event("a")),
            .sendEarlyAndClose("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"),
            .send(ScriptedServer.Step.accepted),
        ])
        let function = LambdaFunction(handle: { _ in .bytes([UInt8](repeating: 0x20, count: 32 << 20)) })
        let running = try RunningFunction(function, at: server.endpoint)
        let patience = ContinuousClock.now + .seconds(20)
        while server.requests.count < 4, ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(await running.end() == nil)
        // The rest of the body may have reset the connection before the answer was read.
        #expect([.responseSizeTooLarge, .connectionLost].contains(running.reported.first?.code))
        #expect(server.requests.last == Self.next)
    }
}
