import Diagnosis
import Foundation
import LambdaRuntime
import RuntimeEmulator
import Synchronization
import Testing

@Suite("The loop")
struct LoopTests {
    @Test("answers one event after the other over one connection")
    func events() async throws {
        try await withFunction(.answering { "<\($0)>" }) { emulator, _ in
            for body in ["1", "", "{\"a\": \"ü\"}"] {
                let answer = try await emulator.invoke(Array(body.utf8)).text
                #expect(answer == "<\(body)>")
            }
            #expect(emulator.connections.count == 1)
        }
    }

    @Test("hands over everything that Lambda tells about an event")
    func invocation() async throws {
        let seen = Mutex<Invocation?>(nil)
        let function = LambdaFunction(handle: { invocation in
            seen.withLock { $0 = invocation }
            return .bytes([])
        })
        try await withFunction(function) { emulator, _ in
            let outcome = try await emulator.invoke([1, 2, 3], timeout: .seconds(20))
            let invocation = try #require(seen.withLock { $0 })
            #expect(invocation.requestID == outcome.requestID)
            #expect(invocation.body == [1, 2, 3])
            #expect(invocation.functionARN == emulator.functionARN)
            #expect(invocation.traceID?.hasPrefix("Root=1-") == true)
            #expect(invocation.clientContext == nil && invocation.cognitoIdentity == nil)
            #expect(invocation.deadline > .now + .seconds(5) && invocation.remaining < .seconds(20))
        }
    }

    @Test("carries 6 MB both ways")
    func largeEvent() async throws {
        let event = (0..<(6 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try await withFunction(LambdaFunction(handle: { .bytes($0.body) })) { emulator, _ in
            let outcome = try await emulator.invoke(event)
            #expect(outcome.answer == .response(contentType: "application/json", event))
        }
    }

    @Test("turns what a handler throws into the invocation's error, and goes on")
    func failures() async throws {
        struct Secret: Error { let password = "hunter2" }
        let function = LambdaFunction.answering { event in
            switch event {
            case "declared": throw InvocationFailure(type: "Image Too-Large!", message: "too many \"pixels\"")
            case "diagnosed": throw try #require(throws: LambdaRuntimeError.self) { _ = try RuntimeEndpoint("x") }
            case "caused": throw Outer()
            case "unknown": throw Secret()
            default: return event
            }
        }
        try await withFunction(function) { emulator, running in
            let declared = try #require(try await emulator.invoke(Array("declared".utf8)).failure)
            #expect(declared["header"] == "Function.ImageTooLarge" && declared["errorType"] == declared["header"])
            #expect(declared["errorMessage"] == "too many \"pixels\"")
            let diagnosed = try #require(try await emulator.invoke(Array("diagnosed".utf8)).failure)
            #expect(diagnosed["errorType"] == "Function.EndpointMalformed")
            let caused = try #require(try await emulator.invoke(Array("caused".utf8)).failure)
            #expect(caused["errorMessage"] == "no model")
            let unknown = try #require(try await emulator.invoke(Array("unknown".utf8)).failure)
            #expect(unknown["errorType"] == "Function.Unknown")
            #expect(unknown["errorMessage"] == "the handler failed with Secret")
            let answer = try await emulator.invoke(Array("fine".utf8)).text
            #expect(answer == "fine")
            #expect(running.reported.isEmpty)
        }
    }

    @Test("says so where a response is larger than Lambda passes on, and goes on")
    func tooLarge() async throws {
        let function = LambdaFunction(handle: { .bytes([UInt8](repeating: 0x20, count: $0.body.count << 20)) })
        try await withFunction(function) { emulator, running in
            let failure = try #require(try await emulator.invoke([UInt8](repeating: 1, count: 7)).failure)
            #expect(failure["errorType"] == "Function.ResponseSizeTooLarge")
            let answer = try await emulator.invoke([1]).text?.count
            #expect(answer == 1 << 20)
            #expect(running.reported.map(\.code) == [.responseSizeTooLarge])
            #expect(running.reports.first?.requestID != nil && running.reports.first?.isUnhandled == false)
        }
    }

    @Test("answers for a handler that hangs before Lambda ends it, cancels it, and goes on", .timeLimit(.minutes(1)))
    func deadline() async throws {
        let (cancellations, cancelled) = AsyncStream<Void>.makeStream()
        let function = LambdaFunction.answering { event in
            guard event == "hang" else { return event }
            do { try await Task.sleep(for: .seconds(600)) } catch { cancelled.yield() }
            return "too late"
        }
        try await withFunction(function) { emulator, running in
            let outcome = try await emulator.invoke(Array("hang".utf8), timeout: .milliseconds(400))
            #expect(try #require(outcome.failure)["errorType"] == "Function.DeadlineReached")
            let answer = try await emulator.invoke(Array("next".utf8)).text
            #expect(answer == "next")
            #expect(running.reported.map(\.code) == [.deadlineReached])
            #expect(running.reports.first?.requestID == outcome.requestID)
            #expect(running.reports.first?.isUnhandled == true)
            for await _ in cancellations { break }
        }
    }

    @Test("survives connections that died while it was frozen")
    func staleConnection() async throws {
        try await withFunction(.answering { $0 }) { emulator, running in
            for round in ["1", "2", "3"] {
                let answer = try await emulator.invoke(Array(round.utf8)).text
                #expect(answer == round)
                await emulator.dropConnections()
            }
            #expect(running.reported.isEmpty)
        }
    }

    @Test("leaves Swift's threads to the handlers while it waits")
    func threads() async throws {
        let function = LambdaFunction.answering { _ in
            await withTaskGroup(of: Int.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        await Task.yield()
                        return 1
                    }
                }
                return String(await group.reduce(0, +))
            }
        }
        try await withFunction(function) { emulator, _ in
            let answer = try await emulator.invoke([]).text
            #expect(answer == "64")
        }
    }
}

/// An error with a cause, which is not for whoever invoked.
private struct Outer: DiagnosedError {
    struct Inner: DiagnosedError {
        let diagnosis = Diagnosis(code: "inner", what: "there is no such object")
        let underlying: (any Error)? = nil
    }

    let diagnosis = Diagnosis(code: "outer", what: "no model")
    let underlying: (any Error)? = Inner()
}
