import Foundation
import JSONText
import RuntimeEmulator
import TestSupport
import Testing

@Suite("starts", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct StartTests {
    @Test(
        "a setting with a value that it cannot have ends the start, and Lambda is told which and what it may be",
        arguments: [
            ("CONFIDENCE_THRESHOLD", "1.5", "a number from 0 to 1"), ("IOU_THRESHOLD", "half", "a number from 0 to 1"),
            ("APUS_THREADS", "0", "a whole number from 1 to 256"), ("APUS_MAX_BATCH", "1e9", "from 1 to 1000"),
            ("APUS_URL_INPUTS", "*", "public"), ("APUS_LOG_LEVEL", "loud", "debug, info, warn, error"),
            ("MODEL_PATH", "http://example.com/a.onnx", "MODEL_SHA256"), ("MODEL_SHA256", "abc", "64 hexadecimal"),
            ("APUS_RESULTS", "nowhere", "s3://bucket/prefix"), ("APUS_MAX_IMAGE_PIXELS", "0", "from 1 to 1073741824"),
            ("APUS_RESULTS_ANNOTATED", "maybe", "true or false"), ("APUS_URL_ALLOW", "%%%", "hosts such as"),
            ("APUS_JOBS_BUCKET", "UPPER_case!!", "bucket/prefix"), ("APUS_JOBS_RETENTION_SECONDS", "abc", "from 60"),
        ])
    func setting(name: String, value: String, range: String) async throws {
        let function = try await RunningFunction([name: value])
        #expect(try await function.process.waitForEnd() == .exited(1))
        let failure = try #require(function.emulator.initializationFailure)
        #expect(failure.type == "Function.SettingInvalid")
        let message = failure.message ?? ""
        #expect(message.contains(name) && message.contains(range), "\(message)")
        let line = try #require(function.logLines.last)
        #expect(line["level"]?.string == "ERROR" && line["codes"]?.elements.first?.string == "initialization-failed")
        #expect(line["error"]?.string?.contains(name) == true && line["timestamp"] != nil)
    }

    @Test("results that would be events again end the start")
    func loop() async throws {
        let queue = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs"
        let function = try await RunningFunction([
            "APUS_JOBS_QUEUE": queue, "APUS_JOBS_TABLE": "jobs", "APUS_RESULTS": queue,
        ])
        #expect(try await function.process.waitForEnd() == .exited(1))
        #expect(function.emulator.initializationFailure?.type == "Function.DestinationLoops")
    }

    @Test(
        "a model that is not there, or none, ends a start that Lambda waits for",
        arguments: [
            "/nonexistent/model.onnx", FixtureModels.path("broken_garbage.onnx"),
            FixtureModels.path("broken_empty.onnx"), FixtureModels.path("detect_yolov8.json"),
        ])
    func model(path: String) async throws {
        let function = try await RunningFunction([
            "MODEL_PATH": path, "AWS_LAMBDA_INITIALIZATION_TYPE": "provisioned-concurrency",
        ])
        #expect(try await function.process.waitForEnd() == .exited(1))
        let failure = try #require(function.emulator.initializationFailure)
        #expect(failure.type == "Function.InitializationFailed")
        let message = failure.message ?? ""
        #expect(message.contains(path.split(separator: "/").last ?? ""), "\(message)")
    }

    @Test("where no model is named and none is found, the start ends with where it was looked for")
    func noModel() async throws {
        let folder = try ScratchFolder()
        // A copy, since the program finds the model that came with this repository; a shell makes it, because a file
        // that this process has written cannot be started while another test forks.
        let copy = folder.path + "/bootstrap"
        let function = try await RunningFunction(
            [
                "MODEL_PATH": "", "LAMBDA_TASK_ROOT": folder.path,
                "AWS_LAMBDA_INITIALIZATION_TYPE": "provisioned-concurrency",
            ], command: ["/bin/sh", "-c", "cp \"$0\" \"$1\" && exec \"$1\"", FunctionBinary.path, copy])
        #expect(try await function.process.waitForEnd() == .exited(1))
        let message = function.emulator.initializationFailure?.message ?? ""
        #expect(message.contains("model"), "\(message)")
    }

    @Test("where an event is waiting, it fails for a model that cannot be loaded; the log says why, and all ends")
    func modelWithEvent() async throws {
        let function = try await RunningFunction(["MODEL_PATH": "/nonexistent/model.onnx"])
        let outcome = try await function.invoke(Array(Pictures.request().utf8))
        // It failed before it had asked for an event: then all there is was reported as initialization's failure.
        guard function.emulator.calls.contains(where: { $0.path.hasSuffix("invocation/next") }) else {
            #expect(function.emulator.initializationFailure != nil)
            return
        }
        let message = try #require(outcome.failure?["errorMessage"]?.string)
        // The event may be in work already.
        let codes = ["initialization-failed", "model-unavailable"]
        #expect(message.contains(outcome.requestID) && !message.contains("/nonexistent"), "\(message)")
        let line = try await function.logLine(of: outcome.requestID)
        #expect(line["level"]?.string == "ERROR")
        #expect(line["error"]?.string?.contains("/nonexistent/model.onnx") == true, "\(line.source)")
        let metrics = try await function.metrics(of: outcome.requestID)
        #expect(codes.contains(metrics["ErrorCode"]?.string ?? ""))
        #expect(try await function.process.waitForEnd() == .exited(1))
    }

    @Test("without a model's name, the usual folders are searched")
    func found() async throws {
        let folder = try ScratchFolder()
        try folder.write("best.onnx", Data(contentsOf: URL(filePath: FixtureModels.path("detect_yolov8.onnx"))))
        let function = try await RunningFunction(["MODEL_PATH": "", "LAMBDA_TASK_ROOT": folder.path])
        let answer = try await function.answer(to: Pictures.request())
        #expect(answer["model"]?.string == "best")
        #expect(answer["detection_count"]?.integer == Pictures.detectionCount)
    }

    @Test("after a restore from a snapshot, requests are answered")
    func snapshot() async throws {
        let function = try await RunningFunction(["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"])
        #expect(try await function.answer(to: Pictures.request())["detection_count"]?.integer == 6)
        let calls = function.emulator.calls.map { $0.path.split(separator: "/").suffix(2).joined(separator: "/") }
        #expect(calls.starts(with: ["restore/next", "invocation/next"]))
    }

    @Test("connections that broke while the function was frozen do not matter")
    func thaw() async throws {
        let function = try await RunningFunction()
        for _ in 0..<3 {
            #expect(try await function.answer(to: Pictures.request())["detection_count"]?.integer == 6)
            await function.emulator.dropConnections()
        }
        #expect(try await function.answer(to: Pictures.request())["detection_count"]?.integer == 6)
    }

    #if os(Linux)
    @Test("a program that is started inherits no file and no connection")
    func inheritance() async throws {
        let neighbour = try await RunningFunction.shared
        #expect(!neighbour.emulator.connections.isEmpty)
        let emulator = try await RuntimeEmulator.start()
        let process = try FunctionProcess(["ls", "-l", "/proc/self/fd"], emulator: emulator)
        #expect(try await process.waitForEnd() == .exited(0))
        #expect(process.output.lines.filter { $0.contains("socket:") } == [])
    }
    #endif

    @Test("SIGTERM ends it in peace")
    func termination() async throws {
        let function = try await RunningFunction()
        _ = try await function.answer(to: Pictures.request())
        function.process.send(SIGTERM)
        #expect(try await function.process.waitForEnd() == .exited(0))
    }

    @Test("SIGTERM ends it in peace while the model is on its way")
    func earlyTermination() async throws {
        let silence = SilentServer()
        let function = try await RunningFunction([
            "MODEL_PATH": "s3://models/detector.onnx", "AWS_ENDPOINT_URL": silence.endpoint,
        ])
        _ = try await function.reply(to: .get("/healthz"))
        function.process.send(SIGTERM)
        #expect(try await function.process.waitForEnd() == .exited(0))
    }
}
