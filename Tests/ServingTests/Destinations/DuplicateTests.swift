import AWSClient
import JSONText
import Serving
import Testing

@Suite("The same work is not done twice")
struct DuplicateTests {
    private static func event(tag: String = "tag-1", sequencer: String = "0055AED6DCD90281E5") -> String {
        EventText.records([EventText.object("a.jpg", tag: tag, sequencer: sequencer)])
    }

    private static func stage(_ results: String, model: String = "model-1") throws -> RecordStage {
        let stage = try RecordStage(["APUS_RESULTS": results], modelDigest: model)
        stage.objects.add(RecordStage.picture, as: "camera/a.jpg")
        return stage
    }

    @Test(
        "a second delivery is recognised by what the destination has",
        arguments: ["s3://results", "dynamodb://results", "s3://results,https://sqs.example.com/1/done"])
    func duplicate(results: String) async throws {
        let stage = try Self.stage(results)
        for _ in 0..<2 { _ = try await stage.answer(Self.event()) }
        #expect(stage.journal.analyses == 1)
        #expect(stage.messages.messages.count == (results.contains("sqs") ? 1 : 0))
    }

    @Test("a queue alone cannot tell, so its results come at least once")
    func queue() async throws {
        let stage = try Self.stage("https://sqs.example.com/1/done")
        for _ in 0..<2 { _ = try await stage.answer(Self.event()) }
        #expect(stage.messages.messages.count == 2)
    }

    @Test("another version of the object is other work", arguments: ["s3://results", "dynamodb://results"])
    func version(results: String) async throws {
        let stage = try Self.stage(results)
        _ = try await stage.answer(Self.event())
        _ = try await stage.answer(Self.event(tag: "tag-2", sequencer: "0055AED6DCD90281E6"))
        #expect(stage.journal.analyses == 2)
        let object = stage.objects.bytes("results/a.jpg.json").map { String(decoding: $0, as: UTF8.self) }
        let result = object ?? stage.tables.item("s3://camera/a.jpg")?["result"]?.string
        #expect(result?.contains("tag-2") == true)
    }

    @Test("an event that was overtaken does not undo the later one", arguments: ["s3://results", "dynamodb://results"])
    func overtaken(results: String) async throws {
        let stage = try Self.stage(results)
        _ = try await stage.answer(Self.event(tag: "tag-2", sequencer: "0055AED6DCD90281E6"))
        _ = try await stage.answer(Self.event(tag: "tag-1", sequencer: "0055AED6DCD90281E5"))
        #expect(stage.journal.analyses == 1)
    }

    @Test("a later result that comes between looking and writing stays")
    func overtakenWhileWriting() async throws {
        let stage = try Self.stage("s3://results")
        let name = "results/a.jpg.json"
        _ = try await stage.answer(Self.event(tag: "tag-1", sequencer: "0055AED6DCD90281E5"))
        var later = stage.objects.metadata(name)
        later["apus-order"] = "F" + String(later["apus-order"]?.dropFirst() ?? "")
        later["apus-fingerprint"] = "another"
        let objects = stage.objects
        // The first look is for duplicates, the second one comes before writing.
        objects.after("head \(name)", [{}, { [later] in objects.add(Array("later".utf8), as: name, metadata: later) }])
        _ = try await stage.answer(Self.event(tag: "tag-2", sequencer: "0055AED6DCD90281E6"))
        #expect(objects.bytes(name) == Array("later".utf8))
    }

    @Test("another model is other work")
    func model() async throws {
        let first = try Self.stage("s3://results")
        let stores = CloudStores(
            objects: first.objects, tables: first.tables, queues: first.messages, buses: first.messages)
        let second = try RecordStage(["APUS_RESULTS": "s3://results"], modelDigest: "model-2", stores: stores)
        for stage in [first, second, second] { _ = try await stage.answer(Self.event()) }
        #expect(first.journal.analyses == 1 && second.journal.analyses == 1)
    }

    @Test("where one place failed, the next attempt serves all that cannot tell before those that can")
    func halfDone() async throws {
        let stage = try Self.stage("s3://results,https://sqs.example.com/1/done")
        stage.messages.fail(with: .serviceFailed)
        await #expect(throws: (any Error).self) { try await stage.answer(Self.event()) }
        #expect(stage.objects.keys(in: "results").isEmpty)
        stage.messages.fail(with: nil)
        _ = try await stage.answer(Self.event())
        #expect(stage.messages.messages.count == 1 && stage.objects.keys(in: "results") == ["a.jpg.json"])
    }

    @Test("a role that may not list the bucket is told nothing, and its results are stored all the same")
    func mayNotList() async throws {
        let stage = try Self.stage("s3://results")
        stage.objects.fail("head results/a.jpg.json", with: .accessDenied)
        _ = try await stage.answer(Self.event())
        #expect(stage.objects.keys(in: "results") == ["a.jpg.json"])
    }
}

extension MemoryJournal {
    /// How many pictures were looked at.
    fileprivate var analyses: Int { records.reduce(0) { $0 + $1.predictions.count } }
}
