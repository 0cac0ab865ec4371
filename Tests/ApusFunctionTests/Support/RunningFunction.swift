import JSONText
import RuntimeEmulator
import TestSupport

/// The function as a process of its own, with an emulator in front of it; both end with their owner.
///
/// Events are answered one after the other, in whatever order tests send them.
final class RunningFunction: Sendable {
    let emulator: RuntimeEmulator
    let process: FunctionProcess

    /// Starts the function.
    ///
    /// - Parameters:
    ///   - environment: Variables beside, or instead of, those of ``standard``.
    ///   - command: What starts it.
    /// - Throws: `RuntimeEmulatorError`.
    init(
        _ environment: [String: String] = [:], command: [String] = [FunctionBinary.path]
    ) async throws {
        emulator = try await RuntimeEmulator.start()
        process = try FunctionProcess(
            command, emulator: emulator, environment: Self.standard.merging(environment) { $1 })
    }

    /// A detector that finds the same objects in every picture of one shape, and no way to AWS.
    private static let standard = [
        "MODEL_PATH": FixtureModels.path("detect_yolov8.onnx"), "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
    ]

    /// A warm function for all tests that leave nothing behind in it.
    static var shared: RunningFunction {
        get async throws { try await sharedStart.value }
    }

    private static let sharedStart = Task {
        let function = try await RunningFunction()
        _ = try await function.answer(to: #"{"warmup": true}"#)
        return function
    }

    /// Has an event answered.
    func invoke(_ event: [UInt8], timeout: Duration = .seconds(30)) async throws -> InvocationOutcome {
        try await emulator.invoke(event, timeout: timeout)
    }

    /// Has an event answered by a document.
    func answer(to event: String, timeout: Duration = .seconds(30)) async throws -> JSONValue {
        try await invoke(Array(event.utf8), timeout: timeout).json
    }

    /// Has an HTTP request answered, as a function URL sends it.
    func reply(to call: HTTPCall, timeout: Duration = .seconds(30)) async throws -> HTTPReply {
        try HTTPReply(await invoke(call.event(from: .functionURL), timeout: timeout).json)
    }

    /// The lines of the log that are JSON objects, metrics left out.
    var logLines: [JSONValue] { lines.filter { $0["_aws"] == nil } }

    /// The lines of metrics.
    var metricLines: [JSONValue] { lines.filter { $0["_aws"] != nil } }

    private var lines: [JSONValue] {
        process.output.lines.compactMap { try? JSONDocument(Array($0.utf8)).root }
    }

    /// The first log line of a request, which may still be on its way.
    func logLine(of requestID: String) async throws -> JSONValue {
        try await line(of: requestID) { logLines }
    }

    /// The first line of a request's metrics, which may still be on its way.
    func metrics(of requestID: String) async throws -> JSONValue {
        try await line(of: requestID) { metricLines }
    }

    private func line(of requestID: String, in lines: () -> [JSONValue]) async throws -> JSONValue {
        for _ in 0..<500 {
            if let line = lines().first(where: { $0["requestId"]?.string == requestID }) { return line }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw UnexpectedOutcome(text: "no line of \(requestID)")
    }
}

/// Something else happened than a test is about.
struct UnexpectedOutcome: Error {
    let text: String
}

extension InvocationOutcome {
    /// The document that the event was answered by.
    var json: JSONValue {
        get throws {
            guard case .response(_, let bytes) = answer else {
                throw UnexpectedOutcome(text: failure?.source ?? "\(answer)")
            }
            return try JSONDocument(bytes).root
        }
    }

    /// The error that the event was answered by.
    var failure: JSONValue? {
        guard case .failure(let failure) = answer else { return nil }
        return try? JSONDocument(failure.body).root
    }

}

extension ReportedFailure {
    /// The sentence of the error.
    var message: String? { try? JSONDocument(body).root["errorMessage"]?.string }
}

extension JSONValue {
    /// The value's text.
    var source: String { String(decoding: text, as: UTF8.self) }
}
