import AWSClient
import JSONText
import Serving
import Testing

@Suite("Events of a bucket")
struct ObjectEventTests {
    private static let toBucket = ["APUS_RESULTS": "s3://results/out/"]

    @Test("a new picture has its result in the bucket, with its source, model and time")
    func result() async throws {
        let stage = try RecordStage(Self.toBucket)
        stage.objects.add(RecordStage.picture, as: "camera/in/two words.jpg")
        let answer = try await stage.answer(EventText.objects(["in/two+words.jpg"]))
        #expect(answer["processed"]?.integer == 1 && answer["failed"]?.integer == 0)
        let result = try #require(try stage.document("results/out/in/two words.jpg.json"))
        #expect(result["image_name"]?.string == "two words.jpg")
        #expect(result["detections"]?.elements.count == result["detection_count"]?.integer)
        #expect(result["model"]?.string == "detect_yolov8")
        #expect(result["source"]?["bucket"]?.string == "camera" && result["source"]?["etag"]?.string == "tag-1")
        let time = try #require(result["processed_at"]?.string)
        #expect(UTCTime(iso8601: time) != nil && time.hasSuffix("Z"))
        #expect(result["annotated_image"] == nil)
    }

    @Test("the drawn picture lies beside the result where that is set")
    func annotated() async throws {
        let stage = try RecordStage(Self.toBucket.merging(["APUS_RESULTS_ANNOTATED": "true"]) { $1 })
        stage.objects.add(RecordStage.picture, as: "camera/a.jpg")
        _ = try await stage.answer(EventText.objects(["a.jpg"]))
        #expect(stage.objects.keys(in: "results") == ["out/a.jpg.annotated.jpg", "out/a.jpg.json"])
        #expect(stage.objects.bytes("results/out/a.jpg.annotated.jpg")?.starts(with: [0xFF, 0xD8]) == true)
        #expect(try stage.document("results/out/a.jpg.json")?["annotated_image"] == nil)
    }

    @Test("a removed object is nothing to work on")
    func removed() async throws {
        let stage = try RecordStage(Self.toBucket)
        let answer = try await stage.answer(EventText.objects(["a.jpg"], name: "ObjectRemoved:Delete"))
        #expect(answer["processed"]?.integer == 0)
        #expect(stage.objects.calls.isEmpty)
    }

    @Test(
        "what is wrong with a picture is its result, and the event is done",
        arguments: [("broken.jpg", "image-unrecognized"), ("missing.jpg", "aws-not-found")])
    func poison(key: String, code: String) async throws {
        let stage = try RecordStage(Self.toBucket)
        stage.objects.add(Array("no picture".utf8), as: "camera/broken.jpg")
        let answer = try await stage.answer(EventText.objects([key]))
        #expect(answer["failed"]?.integer == 1)
        let result = try #require(try stage.document("results/out/\(key).json"))
        #expect(result["code"]?.string == code)
        #expect(result["error"]?.string != nil && result["source"]?["key"]?.string == key)
        #expect(result["model"]?.string == "detect_yolov8")
    }

    @Test("what may pass makes the event fail, and the next attempt does the rest only")
    func transient() async throws {
        let stage = try RecordStage(Self.toBucket)
        for key in ["a.jpg", "b.jpg"] { stage.objects.add(RecordStage.picture, as: "camera/\(key)") }
        stage.objects.fail("get camera/b.jpg", with: .throttled)
        await #expect(throws: AWSError.self) { try await stage.answer(EventText.objects(["a.jpg", "b.jpg"])) }
        #expect(stage.objects.keys(in: "results") == ["out/a.jpg.json"])
        stage.objects.fail("get camera/b.jpg", with: nil)
        _ = try await stage.answer(EventText.objects(["a.jpg", "b.jpg"]))
        #expect(stage.objects.keys(in: "results") == ["out/a.jpg.json", "out/b.jpg.json"])
        #expect(stage.objects.calls.count { $0 == "get camera/a.jpg" } == 1)
    }

    @Test("a result that cannot be stored makes the event fail, and the log says so")
    func unstorable() async throws {
        let stage = try RecordStage(Self.toBucket)
        stage.objects.add(RecordStage.picture, as: "camera/a.jpg")
        stage.objects.fail("put results/out/a.jpg.json", with: .accessDenied)
        let error = await #expect(throws: ServingError.self) { try await stage.answer(EventText.objects(["a.jpg"])) }
        #expect(error?.code == .destinationFailed)
        #expect(stage.journal.records.count == 2)
    }

    @Test("without destinations a result is kept nowhere, and the log says so")
    func noDestinations() async throws {
        let stage = try RecordStage()
        stage.objects.add(RecordStage.picture, as: "camera/a.jpg")
        _ = try await stage.answer(EventText.objects(["a.jpg"]))
        #expect(stage.journal.records.map(\.sender) == ["aws:s3"])
        #expect(stage.journal.records.first?.predictions.count == 1)
        #expect(stage.journal.records.first?.note?.contains("APUS_RESULTS") == true)
    }

    @Test("pictures of one event are worked on at the same time, but not all of them")
    func parallel() async throws {
        let stage = try RecordStage(Self.toBucket)
        stage.objects.slow(by: .milliseconds(30))
        let keys = (0..<24).map { "\($0).jpg" }
        for key in keys { stage.objects.add(RecordStage.picture, as: "camera/\(key)") }
        let answer = try await stage.answer(EventText.objects(keys))
        #expect(answer["processed"]?.integer == 24)
        #expect(2..<24 ~= stage.objects.mostRunning)
    }
}
