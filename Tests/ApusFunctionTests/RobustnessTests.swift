import Foundation
import Imaging
import JSONText
import RuntimeEmulator
import TestSupport
import Testing

@Suite("hostile events", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct RobustnessTests {
    /// A function that has to live through all of this.
    private static let function = Task { try await RunningFunction() }

    /// The names of the sample events.
    private static let samples = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: FixtureModels.folder + "/../events")
        return (names ?? []).filter { $0.hasSuffix(".json") }.sorted()
    }()

    private func survives(_ event: [UInt8]) async throws -> InvocationOutcome {
        let function = try await Self.function.value
        let outcome = try await function.invoke(event)
        #expect(outcome.answer != .timedOut)
        #expect(outcome.failure?["errorType"]?.string != "Runtime.ExitError")
        let next = try await function.answer(to: Pictures.request())
        #expect(next["detection_count"]?.integer == Pictures.detectionCount)
        return outcome
    }

    @Test(
        "what is no event fails its own invocation",
        arguments: [
            [], [0], Array("hello".utf8), Array("{".utf8), Array("{\"a\": \u{FEFF}".utf8), [0xFF, 0xFE, 0x7B, 0x7D],
            [UInt8](repeating: 0x5B, count: 100_000), Array(#"{"Records": [{"eventSource": "aws:sqs"}]}"#.utf8),
            Array(#"{"requestContext": {"connectionId": "1"}, "body": "x"}"#.utf8),
        ])
    func noEvent(bytes: [UInt8]) async throws {
        #expect(try await survives(bytes).failure?["errorType"]?.string?.hasPrefix("Function.") == true)
    }

    @Test(
        "an event that is odd is answered",
        arguments: [
            "null", "7", "[]", #""text""#, "{}", #"{"Records": 7}"#, #"{"body": 7}"#, #"{"body": "{"}"#,
            #"{"image": {"image": {}}}"#, #"{"images": [[[]]]}"#, #"{"inputs": [{"name": "x", "shape": [-1]}]}"#,
            #"{"inputs": [{"name": "images", "datatype": "FP32", "shape": [9223372036854775807, 2], "data": []}]}"#,
            #"{"image": "AAAA", "shape": [65535, 65535, 4]}"#, #"{"image": "AAAA", "shape": [1e300, -1, 0.5]}"#,
            #"{"image": "data:,"}"#, #"{"s3": {"bucket": "../..", "key": "\u0000"}}"#, #"{"s3": "s3://"}"#,
        ])
    func oddEvent(event: String) async throws {
        let outcome = try await survives(Array(event.utf8))
        #expect(outcome.failure == nil)
        #expect(try outcome.json["code"]?.string ?? outcome.json["results"]?.source ?? "" != "")
    }

    @Test(
        "sample events of every sender are answered, and what remains of them without their values",
        arguments: samples)
    func sample(name: String) async throws {
        let path = FixtureModels.folder + "/../events/" + name
        let event = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let damaged = [
            event, event.replacing(#": ""#, with: #": 7, "x": ""#), event.replacing(": {", with: #": null, "x": {"#),
            event.replacing(": [", with: #": {}, "x": ["#), event.replacing(#"": "#, with: #"": 1e999, "x": "#),
            String(event.dropLast(event.count / 3)),
        ]
        for event in damaged { _ = try await survives(Array(event.utf8)) }
    }

    @Test("damaged pictures of every format are results", arguments: [0, 1, 2])
    func damaged(format: Int) async throws {
        let picture = [Pictures.png, Pictures.jpeg, Pictures.encoded(.webp(quality: 80))][format]
        for seed in 0..<40 {
            var bytes = picture
            for step in 0...(seed % 5) {
                let place = (seed &* 7_919 &+ step &* 104_729) % bytes.count
                bytes[place] = UInt8(truncatingIfNeeded: seed &* 31 &+ step)
            }
            if seed % 3 == 0 { bytes.removeLast(bytes.count * (seed + 1) / 60) }
            let reply = try await Self.function.value.reply(to: .bytes(bytes, type: "application/octet-stream"))
            #expect([200, 413, 415, 422].contains(reply.status), "seed \(seed): \(reply.status)")
        }
        _ = try await survives(Array("{}".utf8))
    }

    @Test("a head that promises more than there is costs nothing")
    func promises() async throws {
        // A PNG of 60,000 × 60,000 pixels with no data.
        let head: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
            + [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0, 0, 0, 0, 0]
        let reply = try await Self.function.value.reply(to: .bytes(head, type: "image/png"))
        #expect([413, 422].contains(reply.status))
    }

    @Test("a body of 6 MB is read, as base64, as base64 in JSON, and as base64 in JSON that is text")
    func large() async throws {
        // What follows the picture is not looked at.
        let padded = Pictures.jpeg + [UInt8](repeating: 0x55, count: 4_600_000)
        let text = String(decoding: Base64.encode(padded), as: UTF8.self)
        let request = #"{"image_data": "\#(text)"}"#
        let calls = [HTTPCall.bytes(padded, type: "image/jpeg"), .json(request), HTTPCall(body: .json(request))]
        for call in calls {
            let event = call.event(from: .functionURL)
            #expect(event.count > 6_100_000)
            let reply = try HTTPReply(try await Self.function.value.invoke(event).json)
            #expect(reply.status == 200)
            #expect(try reply.json["detection_count"]?.integer == Pictures.detectionCount)
        }
    }
}
