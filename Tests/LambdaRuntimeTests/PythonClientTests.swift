import Foundation
import RuntimeEmulator
import Testing

/// A Python that has `awslambdaric`: `APUS_TEST_PYTHON`, or the one that is found.
private let python: String? = {
    let name = ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name, "-c", "import awslambdaric"]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? name : nil
}()

/// AWS' own client for Python judges the emulator; where it is not installed, nobody does.
@Suite("AWS' Python client", .enabled(if: python != nil, "no Python with awslambdaric (APUS_TEST_PYTHON names one)"))
struct PythonClientTests {
    private static let handler = """
        def handle(event, context):
            if event == "fail":
                raise ValueError("no good")
            if event == "large":
                return "x" * (7 << 20)
            assert context.aws_request_id and context.get_remaining_time_in_millis() > 0
            return {"got": event, "arn": context.invoked_function_arn}
        """

    @Test("gets events, answers and fails through the emulator")
    func events() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apus-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Self.handler.write(to: folder.appending(path: "handler.py"), atomically: true, encoding: .utf8)
        let emulator = try await RuntimeEmulator.start()
        let command = [try #require(python), "-m", "awslambdaric", "handler.handle"]
        let process = try FunctionProcess(
            command, emulator: emulator, environment: ["PYTHONPATH": folder.path, "LAMBDA_TASK_ROOT": folder.path])
        let answer = try await emulator.invoke(Array(#"{"n": [1, "ü"]}"#.utf8)).text ?? ""
        let document = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
        #expect(document?["arn"] as? String == emulator.functionARN)
        #expect((document?["got"] as? [String: [Any]])?["n"]?.last as? String == "ü")
        let failure = try await emulator.invoke(Array(#""fail""#.utf8)).failure
        #expect(failure?["errorType"] == "ValueError" && failure?["errorMessage"] == "no good")
        let large = try await emulator.invoke(Array(#""large""#.utf8)).failure
        #expect(large?["errorType"] == "Function.ResponseSizeTooLarge")
        try await process.end()
        await emulator.stop()
    }

    @Test("reports a handler that cannot be loaded")
    func initializationFailure() async throws {
        let emulator = try await RuntimeEmulator.start()
        let process = try FunctionProcess(
            [try #require(python), "-m", "awslambdaric", "missing.handle"], emulator: emulator)
        let failure = try await emulator.invoke([0x30]).failure
        #expect(failure?["errorType"] == "Runtime.ImportModuleError")
        #expect(emulator.initializationFailure?.type == "Runtime.ImportModuleError")
        #expect(try await process.waitForEnd() == .exited(1))
        await emulator.stop()
    }
}
