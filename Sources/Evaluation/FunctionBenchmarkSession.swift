import Diagnosis
import JSONText
import RuntimeEmulator

/// The life of one process of a function, from its start to its end.
struct FunctionSession: Sendable {
    /// From its start to its first complete answer, in milliseconds.
    let firstAnswer: Double
    /// From its start to its first request for an event, in milliseconds.
    let ready: Double
    /// From each later event to its complete answer, in milliseconds.
    let warm: [Double]
    /// The most memory that it held, in bytes.
    let peakMemory: Int?

    /// The first events after a start still warm up: memory is planned, and caches fill.
    private static let warmingEvents = 3

    /// Starts a process, sends the first event and then `requests` more, and ends it.
    ///
    /// - Throws: `RuntimeEmulatorError`; `EvaluationError` with `function-failed`.
    static func measure(_ command: [String], _ event: [UInt8], requests: Int) async throws -> FunctionSession {
        let emulator = try await RuntimeEmulator.start()
        do {
            let process = try FunctionProcess(command, emulator: emulator)
            let session = try await run(process, emulator, event, requests: requests)
            try await process.end()
            await emulator.stop()
            return session
        } catch {
            await emulator.stop()
            throw error
        }
    }

    private static func run(
        _ process: FunctionProcess, _ emulator: RuntimeEmulator, _ event: [UInt8], requests: Int
    ) async throws -> FunctionSession {
        let first = try await answer(to: event, of: process, emulator)
        var warm: [Double] = []
        for index in 0..<(requests == 0 ? 0 : requests + warmingEvents) {
            let times = try await answer(to: event, of: process, emulator)
            if index >= warmingEvents { warm.append((times.answered - times.queued) / .milliseconds(1)) }
        }
        let asked = emulator.calls.first { $0.path.hasSuffix("/invocation/next") }?.time ?? first.answered
        return FunctionSession(
            firstAnswer: (first.answered - process.started) / .milliseconds(1),
            ready: (asked - process.started) / .milliseconds(1), warm: warm, peakMemory: process.peakMemory)
    }

    private static func answer(
        to event: [UInt8], of process: FunctionProcess, _ emulator: RuntimeEmulator
    ) async throws -> InvocationOutcome.Times {
        let outcome = try await emulator.invoke(event, timeout: .seconds(60))
        switch outcome.answer {
        case .stream(let answer) where answer.failure == nil: return outcome.times
        case .response(_, let bytes):
            // An HTTP answer has its status inside.
            let status = (try? JSONDocument(bytes))?.root["statusCode"]?.integer ?? 200
            guard status >= 400 else { return outcome.times }
            throw failure("it answered with status \(status)", bytes)
        case .stream(let answer): throw failure("its stream broke off", answer.failure?.body ?? [])
        case .failure(let failure):
            try await process.end()
            let lastLine = process.output.errorLines.last ?? ""
            throw Self.failure("it reported an error", failure.body, lastLine: lastLine)
        case .timedOut: throw failure("it gave no answer in time", [])
        }
    }

    private static func failure(_ what: String, _ body: [UInt8], lastLine: String = "") -> EvaluationError {
        let words = [String(decoding: body.prefix(1_000), as: UTF8.self), lastLine].filter { !$0.isEmpty }
        return EvaluationError(
            .functionFailed, "the function cannot be measured: \(what)", expected: "an answer to the event",
            found: words.isEmpty ? nil : words.map { Diagnosis.excerpt($0, limit: 400) }.joined(separator: "; "))
    }
}
