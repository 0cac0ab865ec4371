import AWSClient
import JSONText
import Serving
import Testing

@Suite("Places for results")
struct DestinationTests {
    private static func stage(_ results: String, settings: [String: String] = [:]) throws -> RecordStage {
        let stage = try RecordStage(settings.merging(["APUS_RESULTS": results]) { $1 })
        stage.objects.add(RecordStage.picture, as: "camera/a.jpg")
        return stage
    }

    private static let event = EventText.objects(["a.jpg"])

    @Test("an object of another source is not written over", arguments: [true, false])
    func conflict(isResult: Bool) async throws {
        let stage = try Self.stage("s3://results")
        if isResult {
            stage.objects.add(RecordStage.picture, as: "street/a.jpg")
            _ = try await stage.answer(EventText.objects(["a.jpg"], bucket: "street"))
        } else {
            stage.objects.add(Array("{}".utf8), as: "results/a.jpg.json")
        }
        let before = stage.objects.bytes("results/a.jpg.json")
        for _ in 0..<2 { _ = try await stage.answer(Self.event) }
        #expect(stage.objects.bytes("results/a.jpg.json") == before)
        #expect(try stage.document("results/camera/a.jpg.json")?["source"]?["bucket"]?.string == "camera")
        #expect(stage.objects.calls.count { $0 == "get camera/a.jpg" } == 1)
    }

    @Test("a key that leaves no room for more has its result under a digest")
    func longKey() async throws {
        let stage = try Self.stage("s3://results/out/")
        let key = String(repeating: "k", count: 1_020)
        stage.objects.add(RecordStage.picture, as: "camera/\(key)")
        _ = try await stage.answer(EventText.objects([key]))
        let keys = stage.objects.keys(in: "results")
        #expect(keys.count == 1 && keys.first?.utf8.count == 4 + 64 + 5)
    }

    @Test("a FIFO queue takes results of other sources for other ones, though contents and model are the same")
    func fifoSources() async throws {
        let stage = try Self.stage("https://sqs.example.com/1/done.fifo")
        stage.objects.add(RecordStage.picture, as: "camera/b.jpg")
        _ = try await stage.answer(EventText.objects(["a.jpg", "b.jpg"]))
        _ = try await stage.failures(of: EventText.queue([EventText.request("a.jpg"), EventText.request("b.jpg")]))
        #expect(Set(stage.messages.messages.map(\.deduplicationID)).count == 4)
    }

    @Test("a FIFO queue gets the source as group and the result's fingerprint against duplicates")
    func fifo() async throws {
        let stage = try Self.stage("https://sqs.example.com/1/done.fifo")
        for _ in 0..<2 { _ = try await stage.answer(Self.event) }
        let messages = stage.messages.messages
        #expect(messages.count == 2 && messages[0].deduplicationID == messages[1].deduplicationID)
        #expect(messages[0].groupID?.utf8.count == 64 && messages[0].deduplicationID?.utf8.count == 64)
    }

    @Test("a bus gets an event of apus with the result as its detail")
    func bus() async throws {
        let stage = try Self.stage("events://pictures")
        _ = try await stage.answer(Self.event)
        let event = try #require(stage.messages.events.first)
        #expect(event.source == "apus" && event.detailType == "Apus Result" && event.bus == "pictures")
        #expect(try JSONDocument(Array(event.detail.utf8)).root["source"]?["key"]?.string == "a.jpg")
    }

    @Test("a result too large for an item goes there without its largest part, and says so")
    func tooLarge() async throws {
        let stage = try Self.stage("dynamodb://results,s3://results")
        let pictures = [String](repeating: #""s3://camera/a.jpg""#, count: 32).joined(separator: ",")
        let padding = String(repeating: "n", count: 100_000)
        let named = (0..<5).map { #"{"s3": {"bucket": "camera", "key": "a.jpg"}, "image_name": "\#(padding)\#($0)"}"# }
        let body = #"{"images": [\#(pictures.isEmpty ? "" : named.joined(separator: ","))]}"#
        _ = try await stage.failures(of: EventText.queue([body]))
        let text = try #require(stage.tables.item("message-0")?["result"]?.string)
        let item = try JSONDocument(Array(text.utf8)).root
        #expect(text.utf8.count < 400_000)
        #expect(item["omitted"]?.elements.map(\.string) == ["results"])
        #expect(item["count"]?.integer == 5 && item["source"]?["message_id"]?.string == "message-0")
        #expect(try stage.document("results/message-0.json")?["results"]?.elements.count == 5)
    }

    @Test("characters that queues refuse are escaped")
    func refusedCharacters() async throws {
        let stage = try Self.stage("https://sqs.example.com/1/done")
        let body = #"{"s3": {"bucket": "camera", "key": "a.jpg"}, "image_name": "a\uFFFFb"}"#
        _ = try await stage.failures(of: EventText.queue([body]))
        let message = try #require(stage.messages.messages.first?.body)
        #expect(!message.unicodeScalars.contains("\u{FFFF}"))
        #expect(try JSONDocument(Array(message.utf8)).root["image_name"]?.string == "a\u{FFFF}b")
    }
}

@Suite("Results that would be events again")
struct DestinationLoopTests {
    private static let busEvent =
        #"{"source": "apus", "detail-type": "Apus Result", "detail": {"url": "s3://camera/a.jpg"}}"#

    @Test(
        "an event from where results go is refused in the log, and nothing is written",
        arguments: [
            ("s3://camera/out/", EventText.objects(["out/a.jpg.annotated.jpg"])),
            ("s3://camera", EventText.objects(["a.jpg"])),
            ("s3://camera/out/", EventText.queue([EventText.objects(["out/a.jpg"])])),
            (
                "https://sqs.eu-west-1.amazonaws.com/111122223333/pictures",
                EventText.queue([EventText.request("a.jpg")])
            ),
            ("dynamodb://pictures", EventText.table([#"{"url": {"S": "s3://camera/a.jpg"}}"#])),
            ("events://any", busEvent), ("events://any", EventText.queue([busEvent])),
            ("events://any", EventText.topic([busEvent])),
        ])
    func refused(results: String, event: String) async throws {
        let stage = try RecordStage(["APUS_RESULTS": results])
        stage.objects.add(RecordStage.picture, as: "camera/a.jpg")
        _ = try await stage.answer(event)
        #expect(stage.journal.failures == ["destination-loops"])
        #expect(stage.objects.calls.isEmpty && stage.messages.messages.isEmpty && stage.messages.events.isEmpty)
    }

    @Test(
        "other queues, prefixes and buses are no loop",
        arguments: [
            ("s3://camera/out/", EventText.objects(["a.jpg"])),
            (
                "https://sqs.us-east-1.amazonaws.com/111122223333/pictures",
                EventText.queue([EventText.request("a.jpg")])
            ),
            ("https://sqs.eu-west-1.amazonaws.com/111122223333/done", EventText.queue([EventText.request("a.jpg")])),
            ("events://any", EventText.queue([busEvent.replacing(#""apus""#, with: #""shop""#)])),
        ])
    func allowed(results: String, event: String) async throws {
        let stage = try RecordStage(["APUS_RESULTS": results])
        stage.objects.add(RecordStage.picture, as: "camera/a.jpg")
        _ = try await stage.answer(event)
        #expect(stage.journal.failures.isEmpty)
    }

    @Test(
        "settings of which it is known are refused at the start",
        arguments: [
            [
                "APUS_RESULTS": "https://sqs.example.com/1/jobs", "APUS_JOBS_QUEUE": "https://sqs.example.com/1/jobs",
                "APUS_JOBS_TABLE": "jobs",
            ],
            ["APUS_RESULTS": "s3://camera", "APUS_S3_BUCKETS": "camera"],
        ])
    func start(settings: [String: String]) {
        let error = #expect(throws: ServingError.self) { try RecordStage(settings) }
        #expect(error?.code == .destinationLoops)
    }

    @Test("where jobs keep their pictures is nothing to work on")
    func jobs() async throws {
        let stage = try RecordStage([
            "APUS_JOBS_QUEUE": "https://sqs.example.com/1/jobs", "APUS_JOBS_TABLE": "jobs",
            "APUS_JOBS_BUCKET": "camera",
        ])
        _ = try await stage.answer(EventText.objects(["jobs/x/request"]))
        #expect(stage.journal.failures == ["destination-loops"])
    }
}
