import JSONText
import Serving
import Testing

@Suite("Options of a request") struct OptionTests {
    private let service = FixtureService.make { $0.limits.detections = 400 }

    @Test(
        "options choose what is reported",
        arguments: [
            ("confidence", "0.9", 1), ("confidence", "0.25", 8), ("max_detections", "2", 2), ("top_k", "3", 3),
            ("classes", "0", 2), ("classes", "cat", 2), ("iou", "1", 8),
        ])
    func effects(name: String, value: String, count: Int) async throws {
        let response = await service.analyze(try FixtureService.picture(), query: [(name, value)])
        #expect(response.status == 200)
        #expect(try response.json["detection_count"]?.integer == count)
    }

    @Test("the body's option goes before the query's")
    func precedence() async throws {
        let text = String(decoding: Base64.encode(try FixtureService.picture()), as: UTF8.self)
        let response = await service.analyze(
            json: #"{"image": "\#(text)", "max_detections": 1}"#, query: [("max_detections", "3")])
        #expect(try response.json["detection_count"]?.integer == 1)
    }

    @Test(
        "values out of range or of a wrong kind are refused, and the field is named",
        arguments: [
            ("confidence", "1.01"), ("confidence", "-0.1"), ("confidence", "nan"), ("confidence", "high"), ("iou", "2"),
            ("max_detections", "0"), ("max_detections", "401"), ("max_detections", "1.5"), ("top_k", "0"),
            ("top_k", "99999999999999999999"), ("classes", ","), ("annotated", "tiff"),
        ])
    func bounds(name: String, value: String) async throws {
        let response = await service.analyze(try FixtureService.picture(), query: [(name, value)])
        #expect(response.status == 400)
        let answer = try response.json
        #expect(answer["code"]?.string == "field-invalid")
        #expect(answer["error"]?.string?.contains(name) == true)
    }

    @Test(
        "the limits themselves are allowed",
        arguments: [
            ("confidence", "0"), ("confidence", "1"), ("iou", "0"), ("iou", "1"), ("max_detections", "1"),
            ("max_detections", "400"),
        ])
    func limits(name: String, value: String) async throws {
        let response = await service.analyze(try FixtureService.picture(), query: [(name, value)])
        #expect(response.status == 200)
    }

    @Test("a class that the model does not have is the caller's fault", arguments: ["unicorn", "4", "-1"])
    func unknownClass(_ name: String) async throws {
        let response = await service.analyze(try FixtureService.picture(), query: [("classes", name)])
        #expect(response.status == 400)
        #expect(try response.json["code"]?.string == "option-invalid")
    }

    @Test(
        "the drawn picture comes with the answer in the format that was asked for",
        arguments: [
            ("true", "image/jpeg"), ("png", "image/png"), ("webp", "image/webp"),
        ])
    func annotated(value: String, type: String) async throws {
        let answer = try await service.analyze(try FixtureService.picture(), query: [("annotated", value)]).json
        #expect(answer["annotated_type"]?.string == type)
        let drawn = try #require(answer["annotated_image"]).base64Decoded(maximumBytes: 1 << 20)
        let again = try await service.analyze(drawn).json
        #expect(again["image_dimensions"]?["width"]?.integer == 128)
    }

    @Test("Accept makes the answer the drawn picture", arguments: ["image/jpeg", "image/png", "image/webp"])
    func accepted(type: String) async throws {
        let response = await service.analyze(
            try FixtureService.picture(), headers: ["accept": "text/plain;q=0.9, \(type);q=0.8, */*;q=0.1"])
        #expect(response.status == 200)
        #expect(response.header("content-type") == type)
        #expect(!response.isText)
        #expect(response.body != (try FixtureService.picture()))
    }

    @Test("a browser, which names pictures beside pages, gets JSON")
    func browser() async throws {
        let accept = "text/html,application/xhtml+xml,image/avif,image/webp,*/*;q=0.8"
        let response = await service.analyze(try FixtureService.picture(), headers: ["accept": accept])
        #expect(response.header("content-type") == "application/json")
    }
}
