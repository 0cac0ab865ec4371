import AWSClient
import JSONText
import Testing

@Suite("Records of streams, buses and batch jobs")
struct StreamEventTests {
    private static let toBucket = ["APUS_RESULTS": "s3://results/"]

    private static func stage() throws -> RecordStage {
        let stage = try RecordStage(toBucket)
        for key in ["a.jpg", "b.jpg", "c.jpg"] { stage.objects.add(RecordStage.picture, as: "camera/\(key)") }
        return stage
    }

    @Test("a stream's record may be a picture, a request or an address")
    func contents() async throws {
        let stage = try Self.stage()
        let records = [RecordStage.picture, Array(EventText.request("a.jpg").utf8), Array("s3://camera/b.jpg".utf8)]
        #expect(try await stage.failures(of: EventText.stream(records)) == [])
        for number in 1...3 {
            let result = try #require(try stage.document("results/pictures/\(number).json"))
            #expect(result["detection_count"] != nil && result["code"] == nil)
        }
    }

    @Test("a stream comes again from its first failed record on, and only from there")
    func checkpoint() async throws {
        let stage = try Self.stage()
        stage.objects.fail("get camera/b.jpg", with: .throttled)
        let keys = ["a.jpg", "b.jpg", "c.jpg", "b.jpg"]
        let event = EventText.stream(keys.map { Array(EventText.request($0).utf8) })
        #expect(try await stage.failures(of: event) == ["2"])
        #expect(stage.objects.keys(in: "results").first == "pictures/1.json")
    }

    @Test("records of one key are not worked on after one of them failed")
    func order() async throws {
        let stage = try Self.stage()
        stage.objects.fail("get camera/a.jpg", with: .throttled)
        let event = EventText.stream(
            ["a.jpg", "b.jpg"].map { Array(EventText.request($0).utf8) }, keys: ["one", "one"])
        #expect(try await stage.failures(of: event) == ["1"])
        #expect(!stage.objects.calls.contains("get camera/b.jpg"))
    }

    @Test("poison in a stream does not hold it up")
    func poison() async throws {
        let stage = try Self.stage()
        let records = [Array("{".utf8), [0xFF, 0x00, 0xFE], Array(EventText.request("a.jpg").utf8)]
        #expect(try await stage.failures(of: EventText.stream(records)) == [])
        #expect(try stage.document("results/pictures/1.json")?["code"]?.string == "message-malformed")
        #expect(try stage.document("results/pictures/2.json")?["code"]?.string == "image-unrecognized")
        #expect(try stage.document("results/pictures/3.json")?["code"] == nil)
    }

    @Test("the new image of a table's item is a request")
    func table() async throws {
        let stage = try Self.stage()
        stage.objects.fail("get camera/c.jpg", with: .throttled)
        let images = [
            #"{"url": {"S": "s3://camera/a.jpg"}, "confidence": {"N": "0.9"}}"#,
            #"{"nothing": {"S": "useful"}}"#, #"{"url": {"S": "s3://camera/c.jpg"}}"#,
        ]
        #expect(try await stage.failures(of: EventText.table(images)) == ["3"])
        #expect(try stage.document("results/pictures/1.json")?["detection_count"] != nil)
        #expect(try stage.document("results/pictures/2.json")?["code"]?.string == "input-missing")
    }

    @Test("the detail of a bus' event is a request")
    func bus() async throws {
        let stage = try Self.stage()
        let event = """
            {"id": "event-1", "source": "shop", "detail-type": "Picture", "detail": {"url": "s3://camera/a.jpg"}}
            """
        #expect(try await stage.answer(event)["processed"]?.integer == 1)
        #expect(stage.objects.keys(in: "results") == ["event-1.json"])
    }

    @Test(
        "a task of a batch job says how it ended",
        arguments: [
            ("a.jpg", "Succeeded", "detections"), ("broken.jpg", "PermanentFailure", "image-unrecognized"),
            ("b.jpg", "TemporaryFailure", "aws-throttled"),
        ])
    func batch(key: String, code: String, text: String) async throws {
        let stage = try Self.stage()
        stage.objects.add([1, 2, 3], as: "camera/broken.jpg")
        stage.objects.fail("get camera/b.jpg", with: .throttled)
        let answer = try await stage.answer(
            """
            {"invocationSchemaVersion": "2.0", "invocationId": "call-1", "job": {"id": "job-1"},
             "tasks": [{"taskId": "task-1", "s3Key": "\(key)", "s3VersionId": null, "s3Bucket": "camera"}]}
            """)
        let result = try #require(answer["results"]?.elements.first)
        #expect(result["taskId"]?.string == "task-1" && result["resultCode"]?.string == code)
        #expect(result["resultString"]?.string?.contains(text) == true)
    }
}
