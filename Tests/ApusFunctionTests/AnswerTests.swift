import Imaging
import JSONText
import RuntimeEmulator
import TestSupport
import Testing

@Suite("answers", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct AnswerTests {
    /// The answer as callers know it; what changes here breaks them.
    private static let expected =
        #"{"image_name":"dog.png","image_dimensions":{"width":128,"height":96},"detections":["#
        + #"{"class_name":"cat","class_id":0,"confidence":0.91,"box_2d":{"x_min":24,"y_min":20,"x_max":64,"y_max":52},"#
        + #""normalized_box":{"x_center":0.3438,"y_center":0.375,"width":0.3125,"height":0.3333}}"#
        + #"],"detection_count":1,"model":"detect_yolov8","timings_ms":"#

    @Test("a detection has exactly the documented fields, rounded as documented")
    func golden() async throws {
        let event = Pictures.request(#""image_name": "dog.png", "max_detections": 1"#)
        let answer = try await RunningFunction.shared.answer(to: event)
        #expect(answer.source.hasPrefix(Self.expected), "\(answer.source)")
        let timings = try #require(answer["timings_ms"])
        #expect(timings.members.map(\.key) == ["decode", "preprocess", "run", "postprocess", "total"])
        #expect(timings.members.allSatisfy { ($0.value.number ?? -1) >= 0 })
        #expect(answer.members.count == 6)
    }

    @Test(
        "the drawn picture is the answer where it is accepted",
        arguments: [
            ("image/jpeg", "image/jpeg"), ("image/png", "image/png"), ("image/webp", "image/webp"),
            ("image/*", "image/jpeg"), ("application/json;q=0.2, image/png", "image/png"),
        ])
    func accepted(accept: String, type: String) async throws {
        let call = HTTPCall.bytes(Pictures.jpeg, type: "image/jpeg", accept: accept)
        let reply = try await RunningFunction.shared.reply(to: call)
        #expect(reply.status == 200 && reply.isBase64Encoded)
        #expect(reply.headers["content-type"] == type)
        #expect(Pictures.mediaType(of: reply.body) == type)
        #expect(reply.body != Pictures.jpeg)
    }

    @Test(
        "the drawn picture is a field of the answer where that is asked for",
        arguments: [("true", "image/jpeg"), (#""png""#, "image/png"), (#""webp""#, "image/webp")])
    func annotated(value: String, type: String) async throws {
        let answer = try await RunningFunction.shared.answer(to: Pictures.request(#""annotated": \#(value)"#))
        #expect(answer["detection_count"]?.integer == Pictures.detectionCount)
        #expect(answer["annotated_type"]?.string == type)
        let drawn = try #require(answer["annotated_image"]).base64Decoded(maximumBytes: 1 << 20)
        #expect(Pictures.mediaType(of: drawn) == type)
    }

    @Test("several pictures and tensors have no drawn answer")
    func noPicture() async throws {
        var call = HTTPCall.json(#"{"images": ["\#(Pictures.base64)"]}"#)
        call.headers.append(("accept", "image/png"))
        let reply = try await RunningFunction.shared.reply(to: call)
        #expect(reply.status == 406 && reply.code == "answer-unavailable")
    }

    @Test(
        "an answer that Lambda would not carry is refused with what to do, in every form",
        arguments: [
            HTTPCall.json(Pictures.noise(#", "annotated": "png""#)),
            HTTPCall(headers: [("accept", "image/png")], body: .text(Pictures.noise(""))),
        ])
    func tooLarge(call: HTTPCall) async throws {
        let reply = try await RunningFunction.shared.reply(to: call)
        #expect(reply.status == 413 && reply.code == "answer-too-large")
        #expect(try reply.json["hint"]?.string?.isEmpty == false)
    }

    @Test("an answer that only its envelope makes too large is refused too")
    func tooManyQuotes() async throws {
        let function = try await RunningFunction(["APUS_MAX_BATCH": "1000"])
        func request(_ count: Int) -> String {
            let images = Array(repeating: #""\#(Pictures.base64)""#, count: count).joined(separator: ",")
            return #"{"images": [\#(images)], "confidence": 0, "iou": 1}"#
        }
        let size = try await function.answer(to: request(20)).text.count / 20
        let count = 6_100_000 / size
        #expect(try await function.answer(to: request(count))["count"]?.integer == count)
        let reply = try await function.reply(to: .json(request(count)))
        #expect(reply.status == 413 && reply.code == "answer-too-large")
    }
}

@Suite("streamed answers", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct StreamedAnswerTests {
    private static let function = Task { try await RunningFunction(["APUS_RESPONSE_STREAMING": "true"]) }

    private func stream(_ call: HTTPCall) async throws -> StreamedAnswer {
        let outcome = try await Self.function.value.invoke(call.event(from: .functionURL))
        guard case .stream(let answer) = outcome.answer else { throw NoStream() }
        #expect(answer.contentType == "application/vnd.awslambda.http-integration-response")
        #expect(answer.failure == nil)
        return answer
    }

    private struct NoStream: Error {}

    @Test("a picture that is too large for an answer in one piece comes whole")
    func large() async throws {
        let answer = try await stream(HTTPCall(headers: [("accept", "image/png")], body: .text(Pictures.noise(""))))
        let prelude = try JSONDocument(try #require(answer.prelude)).root
        #expect(prelude["statusCode"]?.integer == 200)
        #expect(prelude["headers"]?["content-type"]?.string == "image/png")
        #expect(answer.body.count > 6_291_456)
        let size = try EncodedImage(answer.body).header().storedSize
        #expect(size.width == 2_200 && size.height == 2_000)
    }

    @Test("errors are streamed with their status, and HEAD has no body")
    func others() async throws {
        let wrong = try await stream(.json(#"{"image": "AAAA"}"#))
        #expect(try JSONDocument(try #require(wrong.prelude)).root["statusCode"]?.integer == 422)
        #expect(try JSONDocument(wrong.body).root["code"]?.string == "image-unrecognized")
        let head = try await stream(.get("/healthz", method: "HEAD"))
        #expect(head.body.isEmpty)
    }

    @Test("other senders and direct invocations get their documents")
    func documents() async throws {
        let function = try await Self.function.value
        let outcome = try await function.invoke(HTTPCall.json(Pictures.request()).event(from: .httpAPI))
        #expect(try HTTPReply(outcome.json).status == 200)
        #expect(
            try await function.answer(to: Pictures.request())["detection_count"]?.integer == Pictures.detectionCount)
    }
}

extension Pictures {
    /// A request with gray noise that is larger than an answer may be once it is drawn, in colour and without loss.
    fileprivate static func noise(_ members: String) -> String {
        var state: UInt32 = 1
        let pixels = (0..<2_000 * 2_200).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        let text = String(decoding: Base64.encode(pixels), as: UTF8.self)
        return #"{"image": "\#(text)", "shape": [2000, 2200, 1]\#(members)}"#
    }
}
