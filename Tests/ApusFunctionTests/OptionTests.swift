import JSONText
import Testing

@Suite("options", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct OptionTests {
    @Test(
        "options change what is found",
        arguments: [
            (#""confidence": 0.6"#, 4), (#""confidence": "0.9""#, 1), (#""confidence": 0.25"#, 8),
            (#""confidence": 0.25, "iou": 0.9"#, 10), (#""max_detections": 3"#, 3), (#""top_k": 2"#, 2),
            (#""max_detections": 3, "top_k": 1"#, 1), (#""classes": ["cat"]"#, 2), (#""classes": "0,3""#, 3),
            (#""classes": [3]"#, 1), (#""annotated": false"#, 6), (#""confidence": null, "classes": null"#, 6),
        ])
    func body(members: String, count: Int) async throws {
        let answer = try await RunningFunction.shared.answer(to: Pictures.request(members))
        #expect(answer["detection_count"]?.integer == count, "\(answer.source)")
        #expect(answer["detections"]?.elements.count == count)
    }

    @Test("the query has options too, and the body goes before it", arguments: HTTPCall.Sender.allCases)
    func query(sender: HTTPCall.Sender) async throws {
        var call = HTTPCall.json(Pictures.request(#""top_k": 3"#))
        call.query = [("top_k", "1"), ("classes", "0")]
        let reply = try HTTPReply(try await RunningFunction.shared.invoke(call.event(from: sender)).json)
        #expect(try reply.json["detection_count"]?.integer == 2)
    }

    @Test(
        "an option out of range is refused by its name and range",
        arguments: [
            ("confidence", "1.5", "a number from 0 to 1"), ("confidence", #""high""#, "a number from 0 to 1"),
            ("iou", "-1", "a number from 0 to 1"), ("max_detections", "0", "a whole number from 1 to 1000"),
            ("max_detections", "2.5", "a whole number from 1 to 1000"), ("top_k", "1001", "from 1 to 1000"),
            ("classes", "{}", "a list of class names or numbers"), ("annotated", #""tiff""#, "true, false, jpeg, png"),
        ])
    func refused(name: String, value: String, range: String) async throws {
        let reply = try await RunningFunction.shared.reply(to: .json(Pictures.request(#""\#(name)": \#(value)"#)))
        #expect(reply.status == 400 && reply.code == "field-invalid")
        let message = try #require(try reply.json["error"]?.string)
        #expect(message.contains(name) && message.contains(range), "\(message)")
    }

    @Test("the environment's thresholds and limits count where a request says nothing")
    func environment() async throws {
        let function = try await RunningFunction(["CONFIDENCE_THRESHOLD": " 0.9 ", "APUS_MAX_DETECTIONS": "5"])
        #expect(try await function.answer(to: Pictures.request())["detection_count"]?.integer == 1)
        let more = try await function.answer(to: Pictures.request(#""confidence": 0.1"#))
        #expect(more["detection_count"]?.integer == 5)
        let most = try await function.answer(to: Pictures.request(#""max_detections": 6"#))
        #expect(most["code"]?.string == "field-invalid")
    }
}
