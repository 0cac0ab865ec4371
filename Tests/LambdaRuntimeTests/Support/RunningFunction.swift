import Foundation
import LambdaRuntime
import RuntimeEmulator
import Synchronization

/// A function whose loop runs on a thread of this process.
final class RunningFunction: Sendable {
    /// Ends the loop.
    let termination = Termination()
    private let kept = Mutex<[RuntimeReport]>([])
    private let ending = AsyncStream<LambdaRuntimeError?>.makeStream()

    /// What went wrong without ending the loop.
    var reported: [LambdaRuntimeError] { reports.map(\.error) }

    /// The same, with what it happened to.
    var reports: [RuntimeReport] { kept.withLock { $0 } }

    /// Starts the loop.
    init(
        _ function: LambdaFunction, at endpoint: String, as type: RuntimeConfiguration.InitializationType = .onDemand,
        maximumEventBytes: Int = 8 << 20, traceVariable: TraceVariable? = nil, until termination: Termination? = nil
    ) throws {
        var configuration = RuntimeConfiguration(endpoint: try RuntimeEndpoint(endpoint))
        configuration.initializationType = type
        configuration.maximumEventBytes = maximumEventBytes
        configuration.traceVariable = traceVariable
        let runtime = LambdaRuntime(configuration)
        var function = function
        function.report = { [weak self] report in self?.kept.withLock { $0.append(report) } }
        let (end, continuation) = (termination ?? self.termination, ending.continuation)
        Thread.detachNewThread { [function] in
            do throws(LambdaRuntimeError) {
                try runtime.run(function, until: end)
                continuation.yield(nil)
            } catch {
                continuation.yield(error)
            }
        }
    }

    /// Waits for the loop's end; `nil` where it ended as it was asked to.
    func waitForEnd() async -> LambdaRuntimeError? {
        for await error in ending.stream { return error }
        return nil
    }

    /// Ends the loop, and waits for that.
    @discardableResult
    func end() async -> LambdaRuntimeError? {
        termination.request()
        return await waitForEnd()
    }
}

/// Runs a function against an emulator while `body` uses both.
func withFunction<Result>(
    _ function: LambdaFunction, as type: RuntimeConfiguration.InitializationType = .onDemand,
    _ body: (RuntimeEmulator, RunningFunction) async throws -> Result
) async throws -> Result {
    let emulator = try await RuntimeEmulator.start()
    let running = try RunningFunction(function, at: emulator.endpoint, as: type)
    let result = try await body(emulator, running)
    running.termination.request()
    await emulator.stop()
    return result
}

extension LambdaFunction {
    /// Answers each event with what `answer` makes of its body.
    static func answering(_ answer: @escaping @Sendable (String) async throws -> String) -> LambdaFunction {
        LambdaFunction(handle: { .bytes(Array(try await answer(String(decoding: $0.body, as: UTF8.self)).utf8)) })
    }
}

extension InvocationOutcome {
    /// The whole answer as text.
    var text: String? {
        guard case .response(_, let bytes) = answer else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The error's document, by name.
    var failure: [String: String]? {
        guard case .failure(let failure) = answer else { return nil }
        return failure.fields
    }
}

extension ReportedFailure {
    /// The document's strings, and the header's type as `header`.
    var fields: [String: String] {
        let document = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        return document.compactMapValues { $0 as? String }.merging(["header": type ?? ""]) { $1 }
    }
}
