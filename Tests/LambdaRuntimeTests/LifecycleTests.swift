import Diagnosis
import Foundation
import LambdaRuntime
import RuntimeEmulator
import Synchronization
import Testing

@Suite("Start and end", .serialized)
struct LifecycleTests {
    private struct NoModel: Error {}

    @Test("an event is handled while initialization goes on")
    func parallelStart() async throws {
        let (loaded, load) = AsyncStream<Void>.makeStream()
        let function = LambdaFunction(
            initialize: { for await _ in loaded { return } },
            handle: { _ in
                load.yield()
                return .bytes([0x31])
            })
        try await withFunction(function) { emulator, _ in
            let answer = try await emulator.invoke([]).text
            #expect(answer == "1")
        }
    }

    @Test("a failed initialization is reported before an event was asked for, and ends the loop")
    func failedBeforeEvents() async throws {
        let function = LambdaFunction(initialize: { throw NoModel() }, handle: { _ in .bytes([]) })
        try await withFunction(function, as: .provisionedConcurrency) { emulator, running in
            #expect(await running.waitForEnd()?.code == .initializationFailed)
            #expect(emulator.initializationFailure?.fields["errorType"] == "Function.InitializationFailed")
            #expect(emulator.initializationFailure?.fields["errorMessage"]?.contains("NoModel") == true)
            #expect(emulator.calls.map(\.path) == ["/2018-06-01/runtime/init/error"])
        }
    }

    @Test("a failed initialization is the answer to the event that was asked for, and ends the loop")
    func failedWithEvent() async throws {
        let (start, go) = AsyncStream<Void>.makeStream()
        let function = LambdaFunction(
            initialize: {
                for await _ in start { throw NoModel() }
            }, handle: { _ in .bytes([]) })
        try await withFunction(function) { emulator, running in
            try await emulator.waitForCall("invocation/next")
            go.yield()
            try await emulator.waitForCall("init/error")
            let failure = try #require(try await emulator.invoke([]).failure)
            #expect(failure["errorType"] == "Function.InitializationFailed")
            #expect(failure["errorMessage"]?.hasPrefix("the function could not be initialized") == true)
            #expect(failure["errorMessage"]?.contains("NoModel") == false)
            let report = try #require(running.reports.first)
            #expect(report.isUnhandled && report.error.description.contains("NoModel"))
            #expect(await running.waitForEnd()?.code == .initializationFailed)
        }
    }

    @Test("initialization that fails while an event is handled ends the loop after the answer")
    func failedDuringEvent() async throws {
        let (start, go) = AsyncStream<Void>.makeStream()
        let function = LambdaFunction(
            initialize: {
                for await _ in start { throw NoModel() }
            },
            handle: { _ in
                go.yield()
                try await Task.sleep(for: .milliseconds(50))
                return .bytes([0x31])
            })
        try await withFunction(function) { emulator, running in
            let answer = try await emulator.invoke([]).text
            #expect(answer == "1")
            #expect(await running.waitForEnd()?.code == .initializationFailed)
        }
    }

    @Test("a function that is kept ready asks for events when it is ready")
    func provisioned() async throws {
        let isLoaded = Mutex(false)
        let function = LambdaFunction(
            initialize: {
                try await Task.sleep(for: .milliseconds(50))
                isLoaded.withLock { $0 = true }
            },
            handle: { _ in .bytes(isLoaded.withLock { $0 } ? [0x31] : [0x30]) })
        try await withFunction(function, as: .provisionedConcurrency) { emulator, _ in
            let answer = try await emulator.invoke([]).text
            #expect(answer == "1")
        }
    }

    @Test("a function with a snapshot waits for its restore, refreshes, and asks for events on a new connection")
    func snapStart() async throws {
        let steps = Mutex<[String]>([])
        let function = LambdaFunction(
            initialize: { steps.withLock { $0.append("initialize") } },
            restored: { steps.withLock { $0.append("restored") } },
            handle: { _ in
                steps.withLock { $0.append("handle") }
                return .bytes([])
            })
        try await withFunction(function, as: .snapStart) { emulator, _ in
            _ = try await emulator.invoke([])
            #expect(steps.withLock { $0 } == ["initialize", "restored", "handle"])
            let paths = emulator.calls.map { $0.path.replacing("/2018-06-01/runtime/", with: "") }
            #expect(paths.prefix(2) == ["restore/next", "invocation/next"])
            #expect(emulator.connections.count == 2)
        }
    }

    @Test("a failed restore is reported and ends the loop")
    func failedRestore() async throws {
        let function = LambdaFunction(restored: { throw NoModel() }, handle: { _ in .bytes([]) })
        try await withFunction(function, as: .snapStart) { emulator, running in
            #expect(await running.waitForEnd()?.code == .initializationFailed)
            #expect(emulator.calls.last?.path == "/2018-06-01/runtime/restore/error")
        }
    }

    @Test("the loop ends between events, never within one")
    func termination() async throws {
        let (inWork, begin) = AsyncStream<Void>.makeStream()
        let function = LambdaFunction.answering { _ in
            begin.yield()
            try await Task.sleep(for: .milliseconds(50))
            return "done"
        }
        try await withFunction(function) { emulator, running in
            async let outcome = emulator.invoke([])
            for await _ in inWork { break }
            running.termination.request()
            let answer = try await outcome.text
            #expect(answer == "done")
            #expect(await running.waitForEnd() == nil)
        }
    }

    @Test("SIGTERM ends the loop while it waits")
    func signal() async throws {
        let emulator = try await RuntimeEmulator.start()
        let running = try RunningFunction(.answering { $0 }, at: emulator.endpoint, until: .onSignal)
        #expect(try await emulator.invoke(Array("1".utf8)).text == "1")
        kill(getpid(), SIGTERM)
        #expect(await running.waitForEnd() == nil)
        await emulator.stop()
    }
}

extension RuntimeEmulator {
    /// Waits until the function has made a call whose path ends so.
    fileprivate func waitForCall(_ suffix: String) async throws {
        while !calls.contains(where: { $0.path.hasSuffix(suffix) }) {
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
