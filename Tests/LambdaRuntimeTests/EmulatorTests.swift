import Foundation
import LambdaRuntime
import RuntimeEmulator
import Testing

@Suite("The emulator and function processes")
struct EmulatorTests {
    private func withProcess<Result>(
        _ command: [String], environment: [String: String] = [:],
        _ body: (RuntimeEmulator, FunctionProcess) async throws -> Result
    ) async throws -> Result {
        let emulator = try await RuntimeEmulator.start()
        let process = try FunctionProcess(command, emulator: emulator, environment: environment)
        let result = try await body(emulator, process)
        try await process.end()
        await emulator.stop()
        return result
    }

    /// A function in the shell: curl is the other side's HTTP.
    private static let shellFunction = """
        api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime
        while curl -sf -D head -o event $api/invocation/next; do
            id=$(tr -d '\\r' < head | sed -n 's/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: //p')
            [ -s event ] || { echo dying >&2; exit 3; }
            echo "serving $GREETING"
            { printf '%s ' "$GREETING"; cat event; } | curl -sf -o /dev/null --data-binary @- $api/invocation/$id/response
        done
        """

    @Test("a program of its own answers, and what it writes is kept")
    func process() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apus-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let command = ["sh", "-c", "cd '\(folder.path)' && " + Self.shellFunction]
        try await withProcess(command, environment: ["GREETING": "hello"]) { emulator, process in
            let outcome = try await emulator.invoke(Array("world".utf8))
            #expect(outcome.text == "hello world")
            let handedOver = try #require(outcome.times.handedOver)
            let firstByte = try #require(outcome.times.firstByte)
            #expect(process.started < handedOver && handedOver < firstByte && firstByte <= outcome.times.answered)
            #if os(Linux)
            #expect(try #require(process.peakMemory) > 100_000)
            #endif
            // It dies of the next event, and those after it are told so.
            for _ in 0..<2 {
                let failure = try await emulator.invoke([]).failure
                #expect(failure?["errorType"] == "Runtime.ExitError")
                #expect(failure?["errorMessage"] == "Runtime exited: exit status 3")
            }
            let ending = try await process.waitForEnd()
            #expect(ending == .exited(3))
            #expect(process.output.lines == ["serving hello"])
            #expect(process.output.errorLines == ["dying"])
        }
    }

    @Test("a program that cannot be started is named")
    func unstartable() async throws {
        let emulator = try await RuntimeEmulator.start()
        let error = #expect(throws: RuntimeEmulatorError.self) {
            _ = try FunctionProcess(["/no/such/bootstrap"], emulator: emulator)
        }
        #expect(error?.code == .functionUnstartable)
        await emulator.stop()
    }

    @Test("a program ends with its owner, and so does what it started")
    func ending() async throws {
        try await withProcess(["sh", "-c", "sleep 600 & sleep 600"]) { _, process in
            let ending = try await process.end()
            #expect(ending == .killed(SIGKILL))
        }
    }

    @Test("an event that no function takes in time is answered as timed out")
    func silence() async throws {
        let command = "curl -s http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next; sleep 600"
        try await withProcess(["sh", "-c", command]) { emulator, _ in
            let outcome = try await emulator.invoke([1], timeout: .milliseconds(50))
            #expect(outcome.answer == .timedOut)
        }
    }

    @Test("an event beyond Lambda's limit is refused")
    func tooLarge() async throws {
        let emulator = try await RuntimeEmulator.start()
        let error = await #expect(throws: RuntimeEmulatorError.self) {
            try await emulator.invoke([UInt8](repeating: 0, count: (6 << 20) + 101))
        }
        #expect(error?.code == .eventTooLarge)
        await emulator.stop()
    }

    @Test(
        "calls that do not fit are refused as Lambda refuses them",
        arguments: [
            ("GET", "/2018-06-01/runtime/invocation/nobody/response", 404), ("GET", "/", 404),
            ("POST", "/2018-06-01/runtime/invocation/nobody/response", 400),
            ("POST", "/2018-06-01/runtime/invocation/nobody/error", 400),
            ("POST", "/2018-06-01/runtime/init/error", 202),
        ])
    func refusals(method: String, path: String, status: Int) async throws {
        let emulator = try await RuntimeEmulator.start()
        let output = Pipe()
        let curl = Process()
        curl.executableURL = URL(filePath: "/usr/bin/env")
        let address = "http://\(emulator.endpoint)\(path)"
        curl.arguments = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", method, address]
        curl.standardOutput = output
        try curl.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        #expect(String(decoding: data, as: UTF8.self) == String(status))
        await emulator.stop()
    }
}
