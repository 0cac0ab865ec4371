import LambdaRuntime
import RuntimeEmulator
import Synchronization
import Testing

@Suite("Streamed answers")
struct StreamTests {
    private static let document = InvocationResponse.Head.document(contentType: "text/plain")

    private func invoke(
        _ head: InvocationResponse.Head = document, timeout: Duration = .seconds(20),
        _ body: @escaping @Sendable (ResponseWriter) async throws -> Void
    ) async throws -> InvocationOutcome {
        try await withFunction(LambdaFunction(handle: { _ in .stream(.init(head, body: body)) })) { emulator, _ in
            let outcome = try await emulator.invoke([], timeout: timeout)
            // The connection serves on.
            _ = try await emulator.invoke([], timeout: timeout)
            #expect(emulator.connections.count == 1)
            return outcome
        }
    }

    private func stream(_ outcome: InvocationOutcome) throws -> StreamedAnswer {
        guard case .stream(let answer) = outcome.answer else { throw NoStream(outcome: outcome) }
        return answer
    }

    private struct NoStream: Error { let outcome: InvocationOutcome }
    private struct Trouble: Error {}

    @Test("arrive as they were written")
    func pieces() async throws {
        let answer = try stream(
            try await invoke { writer in
                for piece in ["a", "", "bc", String(repeating: "d", count: 300_000)] {
                    try await writer.write(Array(piece.utf8))
                }
            })
        #expect(answer.contentType == "text/plain")
        #expect(answer.prelude == nil && answer.failure == nil)
        #expect(answer.body == Array(("abc" + String(repeating: "d", count: 300_000)).utf8))
    }

    @Test("may be empty")
    func empty() async throws {
        #expect(try stream(try await invoke { _ in }).body == [])
    }

    @Test("have status and fields of an HTTP answer before eight zeros")
    func http() async throws {
        let prelude = Array(#"{"statusCode":200,"headers":{"Content-Type":"image/jpeg"}}"#.utf8)
        let answer = try stream(try await invoke(.http(prelude: prelude)) { try await $0.write([0, 0, 0xFF]) })
        #expect(answer.contentType == "application/vnd.awslambda.http-integration-response")
        #expect(answer.prelude == prelude)
        #expect(answer.body == [0, 0, 0xFF])
    }

    @Test("that fail before the first piece are ordinary errors")
    func earlyFailure() async throws {
        let failure = try #require(try await invoke { _ in throw Trouble() }.failure)
        #expect(failure["errorType"] == "Function.Unknown")
    }

    @Test("that fail later end with the error behind the last piece")
    func lateFailure() async throws {
        let answer = try stream(
            try await invoke { writer in
                try await writer.write([1])
                throw Trouble()
            })
        #expect(answer.body == [1])
        let failure = try #require(answer.failure)
        #expect(failure.type == "Function.Unknown")
        #expect(failure.fields["errorMessage"] == "the handler failed with Trouble")
    }

    @Test("that hang end with an error before the deadline")
    func deadline() async throws {
        let answer = try stream(
            try await invoke(timeout: .seconds(2)) { writer in
                try await writer.write([1])
                try await Task.sleep(for: .seconds(600))
            })
        #expect(answer.failure?.type == "Function.DeadlineReached")
    }

    @Test("cannot be written to after their end")
    func closed() async throws {
        let kept = Mutex<ResponseWriter?>(nil)
        _ = try await invoke { writer in kept.withLock { $0 = writer } }
        let writer = try #require(kept.withLock { $0 })
        let error = await #expect(throws: LambdaRuntimeError.self) { try await writer.write([1]) }
        #expect(error?.code == .streamClosed)
    }

    @Test("fail where nobody reads them, and the loop goes on")
    func abandoned() async throws {
        let failure = Mutex<(any Error)?>(nil)
        let (inWork, begin) = AsyncStream<Void>.makeStream()
        let function = LambdaFunction(handle: { invocation in
            guard invocation.body.isEmpty else { return .bytes(invocation.body) }
            return .stream(
                .init(Self.document) { writer in
                    do {
                        for piece in 0..<10_000 {
                            try await writer.write([UInt8](repeating: 0, count: 1 << 20))
                            // No system's buffers hold as much: the other side has begun to read.
                            if piece == 32 { begin.yield() }
                        }
                    } catch {
                        failure.withLock { $0 = error }
                        throw error
                    }
                })
        })
        try await withFunction(function) { emulator, running in
            async let outcome = emulator.invoke([])
            for await _ in inWork { break }
            await emulator.dropConnections()
            #expect(try await outcome.failure?["errorType"] == "Runtime.TruncatedResponse")
            let next = try await emulator.invoke([0x31]).text
            #expect(next == "1")
            #expect(running.reported.map(\.code) == [.connectionLost])
            #expect((failure.withLock { $0 } as? LambdaRuntimeError)?.code == .connectionLost)
        }
    }
}
