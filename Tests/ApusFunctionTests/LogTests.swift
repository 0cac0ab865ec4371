import JSONText
import RuntimeEmulator
import Testing

@Suite("logs and metrics", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct LogTests {
    private static let secret = "https://example.com/a.jpg?X-Amz-Signature=5ec7e7"

    @Test("a request has one line, whose fields are the documented ones")
    func line() async throws {
        let function = try await RunningFunction()
        let call = HTTPCall.json(Pictures.request(#""max_detections": 2"#))
        let outcome = try await function.invoke(call.event(from: .functionURL))
        let line = try await function.logLine(of: outcome.requestID)
        #expect(function.logLines.filter { $0["message"]?.string == "request" }.count == 1)
        #expect(line["level"]?.string == "INFO" && line["cold"]?.boolean == true)
        #expect(line["timestamp"]?.string?.hasSuffix("Z") == true)
        #expect(line["route"]?.string == "POST /analyze" && line["status"]?.integer == 200)
        #expect(line["traceId"]?.string?.hasPrefix("Root=") == true, "\(line.source)")
        #expect(line["bytesIn"]?.integer == call.event(from: .functionURL).count)
        #expect(line["bytesOut"]?.integer ?? 0 > 100 && line["milliseconds"]?.number ?? 0 > 0)
        let prediction = try #require(line["predictions"]?.elements.first)
        #expect(prediction["detections"]?.integer == 2 && prediction["model"]?.string == "detect_yolov8")
        #expect(prediction["run"]?.number != nil && prediction["decode"]?.number != nil)
        let loaded = try #require(function.logLines.first { $0["message"]?.string == "model loaded" })
        #expect(loaded["model"]?.string == "detect_yolov8")
    }

    @Test("metrics are lines that CloudWatch reads, with sizes in a few buckets")
    func metrics() async throws {
        let function = try await RunningFunction()
        for call in [HTTPCall.json(Pictures.request()), .json(#"{"image": "AAAA"}"#)] {
            let outcome = try await function.invoke(call.event(from: .functionURL))
            _ = try await function.logLine(of: outcome.requestID)
        }
        let lines = try await function.metrics(count: 2)
        for line in lines { try expectValid(line) }
        #expect(lines[0]["ImageSize"]?.string == "under 0.5 MP")
        #expect(lines[0]["DetectionCount"]?.integer == Pictures.detectionCount)
        #expect(lines[0].namespaces == ["YOLO/ObjectDetection", "YOLO/Performance"])
        #expect(lines[0].metricNames == ["DetectionCount", "InferenceTime", "DecodeTime", "TotalTime", "ColdStart"])
        #expect(lines[1]["ErrorCode"]?.string == "image-unrecognized")
        #expect(lines[1].namespaces == ["YOLO/Errors"] && lines[1]["ErrorCount"]?.integer == 1)
    }

    /// Checks a line against the specification of the embedded metric format.
    private func expectValid(_ line: JSONValue) throws {
        let root = try #require(line["_aws"])
        #expect(root["Timestamp"]?.integer ?? 0 > 1_600_000_000_000)
        #expect(line["timestamp"]?.string?.hasSuffix("Z") == true && line["level"]?.string == "INFO")
        let directives = try #require(root["CloudWatchMetrics"]?.elements)
        #expect(!directives.isEmpty && line.text.count < 256_000)
        for directive in directives {
            #expect(directive["Namespace"]?.string?.isEmpty == false)
            let metrics = try #require(directive["Metrics"]?.elements)
            #expect(1...100 ~= metrics.count)
            for metric in metrics {
                let value = try #require(metric["Name"]?.string.flatMap { line[$0] })
                #expect(value.kind == .number || value.elements.allSatisfy { $0.kind == .number })
                #expect(["Count", "Milliseconds"].contains(metric["Unit"]?.string))
            }
            for name in try #require(directive["Dimensions"]?.elements).flatMap(\.elements) {
                #expect(name.string.flatMap { line[$0]?.string }?.isEmpty == false)
            }
        }
    }

    @Test("exact sizes, another namespace and no metrics at all are settings")
    func settings() async throws {
        let exact = try await RunningFunction(["APUS_METRICS_IMAGE_SIZE": "exact", "APUS_METRICS_NAMESPACE": "Cameras"])
        _ = try await exact.answer(to: Pictures.request())
        let line = try #require(try await exact.metrics(count: 1).first)
        #expect(line["ImageSize"]?.string == "128x96")
        #expect(line.namespaces.allSatisfy { $0.hasPrefix("Cameras/") })
        let off = try await RunningFunction(["APUS_METRICS_NAMESPACE": "off"])
        let outcome = try await off.invoke(Array(Pictures.request().utf8))
        _ = try await off.logLine(of: outcome.requestID)
        #expect(off.metricLines.isEmpty)
    }

    @Test(
        "levels under the wanted one are not written",
        arguments: [
            (["AWS_LAMBDA_LOG_LEVEL": "WARN"], ["WARN"], "WARN"), (["AWS_LAMBDA_LOG_LEVEL": "FATAL"], [], "FATAL"),
            (["APUS_LOG_LEVEL": "info", "AWS_LAMBDA_LOG_LEVEL": "ERROR"], ["INFO", "WARN"], "ERROR"),
        ])
    func levels(environment: [String: String], levels: [String], metricLevel: String) async throws {
        let function = try await RunningFunction(environment)
        _ = try await function.answer(to: Pictures.request())
        _ = try await function.answer(to: "{}")
        let metrics = try await function.metrics(count: 2)
        // Lambda's filter drops lines below its level, and those without one.
        #expect(metrics.map { $0["level"]?.string } == [metricLevel, metricLevel])
        let requests = function.logLines.filter { $0["requestId"] != nil }
        #expect(requests.compactMap { $0["level"]?.string } == levels)
    }

    @Test("the text format has the level before the line")
    func text() async throws {
        let function = try await RunningFunction(["AWS_LAMBDA_LOG_FORMAT": "Text"])
        _ = try await function.answer(to: Pictures.request())
        _ = try await function.metrics(count: 1)
        #expect(function.process.output.lines.contains { $0.hasPrefix(#"INFO {"timestamp":"#) })
    }

    @Test(
        "an invocation has one line, whatever it was about",
        arguments: [
            (#"{"warmup": true}"#, "warm-up"), (#"{"Records": []}"#, "unknown"), ("garbage", "unknown"),
            (#"{"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "camera"}"#, "unknown"),
            (Events.objects(["a"]).replacing("ObjectCreated:Put", with: "ObjectRemoved:Delete"), "aws:s3"),
            (Events.queue([("a", Events.objects([]))]), "aws:sqs"), (Pictures.request(), "direct"),
        ])
    func everyInvocation(event: String, sender: String) async throws {
        let function = try await RunningFunction.shared
        let outcome = try await function.invoke(Array(event.utf8))
        let line = try await function.logLine(of: outcome.requestID)
        #expect(line["sender"]?.string == sender && line["message"]?.string == "request")
        // Lines that are written later would be there by the end of the next invocation.
        _ = try await function.answer(to: Pictures.request())
        #expect(function.logLines.filter { $0["requestId"]?.string == outcome.requestID }.count == 1)
    }

    @Test("neither pictures nor signed addresses are in any line")
    func secrets() async throws {
        let function = try await RunningFunction(["APUS_LOG_LEVEL": "debug", "APUS_URL_INPUTS": "example.org"])
        let bodies = [
            #"{"url": "\#(Self.secret)"}"#, #"{"image": "\#(Self.secret)"}"#,
            #"{"images": [{"url": "\#(Self.secret)"}]}"#,
            Pictures.request(#""iou": 7"#), #"{"image": {"data": "\#(Pictures.base64)"}}"#,
            #"{"inputs": "\#(Pictures.base64)"}"#, #"{"picture": "\#(Pictures.base64)"}"#,
            #"{"url": "s3x://bucket/a?X-Amz-Signature=5ec7e7"}"#, #"{"url": "s3x://user:5ec7e7@host/a"}"#,
            #"{"s3": "s3://user:5ec7e7@bucket/a"}"#, #"{"image": "http://user:5ec7e7@host/a"}"#,
        ]
        for body in bodies {
            var call = HTTPCall.json(body)
            call.query = [("token", "5ec7e7")]
            let outcome = try await function.invoke(call.event(from: .functionURL))
            _ = try await function.logLine(of: outcome.requestID)
            #expect(try !outcome.json.source.contains("5ec7e7"), "\(body)")
        }
        _ = try await function.answer(to: Events.queue([("a", Self.secret)]))
        let log = (function.process.output.lines + function.process.output.errorLines).joined(separator: "\n")
        #expect(log.contains("url-not-allowed"))
        for secret in ["5ec7e7", String(Pictures.base64.prefix(20))] { #expect(!log.contains(secret), "\(log)") }
    }
}

extension RunningFunction {
    /// The first lines of metrics, which may still be on their way.
    fileprivate func metrics(count: Int) async throws -> [JSONValue] {
        for _ in 0..<500 where metricLines.count < count { try await Task.sleep(for: .milliseconds(10)) }
        return metricLines
    }
}

extension JSONValue {
    /// The directives of a line of metrics.
    private var directives: [JSONValue] { self["_aws"]?["CloudWatchMetrics"]?.elements ?? [] }

    fileprivate var namespaces: [String] { directives.compactMap { $0["Namespace"]?.string } }

    fileprivate var metricNames: [String] {
        directives.flatMap { $0["Metrics"]?.elements ?? [] }.compactMap { $0["Name"]?.string }
    }
}
