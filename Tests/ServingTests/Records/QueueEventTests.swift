import AWSClient
import JSONText
import Serving
import Testing

@Suite("Messages of a queue")
struct QueueEventTests {
    private static let toBucket = ["APUS_RESULTS": "s3://results/out/"]

    private static func stage() throws -> RecordStage {
        let stage = try RecordStage(toBucket)
        for key in ["a.jpg", "b.jpg", "c.jpg"] { stage.objects.add(RecordStage.picture, as: "camera/\(key)") }
        return stage
    }

    @Test("only what may pass comes again: poison, good messages and failures stand side by side")
    func partial() async throws {
        let stage = try Self.stage()
        stage.objects.fail("get camera/b.jpg", with: .serviceFailed)
        let bodies = [EventText.request("a.jpg"), EventText.request("b.jpg"), "{broken", EventText.request("c.jpg")]
        #expect(try await stage.failures(of: EventText.queue(bodies)) == ["message-1"])
        let keys = ["out/message-0.json", "out/message-2.json", "out/message-3.json"]
        #expect(stage.objects.keys(in: "results") == keys)
        #expect(try stage.document("results/out/message-2.json")?["code"]?.string == "message-malformed")
        #expect(try stage.document("results/out/message-0.json")?["source"]?["message_id"]?.string == "message-0")
    }

    @Test("a message stays in its queue while the model cannot be fetched", arguments: [toBucket, [:]])
    func noModel(settings: [String: String]) async throws {
        let stage = try RecordStage(settings, models: ModelLoader { throw AWSError(.notFound, "the test wants it") })
        #expect(try await stage.failures(of: EventText.queue([EventText.request("a.jpg")])) == ["message-0"])
        #expect(stage.journal.failures == ["model-unavailable"])
        #expect(stage.objects.keys(in: "results").isEmpty)
    }

    @Test("a message stays in its queue while a permission is missing", arguments: [toBucket, [:]])
    func noPermission(settings: [String: String]) async throws {
        let stage = try RecordStage(settings)
        stage.objects.fail("get camera/a.jpg", with: .accessDenied)
        #expect(try await stage.failures(of: EventText.queue([EventText.request("a.jpg")])) == ["message-0"])
        #expect(stage.journal.failures == ["aws-access-denied"])
        #expect(stage.objects.keys(in: "results").isEmpty)
    }

    @Test("a message may be the address of a picture")
    func address() async throws {
        let stage = try Self.stage()
        let bodies = ["s3://camera/a.jpg\n", "https://example.com/a.jpg", "no address"]
        #expect(try await stage.failures(of: EventText.queue(bodies)) == [])
        let codes = try (0..<3).map { try stage.document("results/out/message-\($0).json")?["code"]?.string }
        #expect(codes == [nil, "url-not-allowed", "url-invalid"])
    }

    @Test("a message may hold a bucket's event, whose result is that of the object")
    func objectEvent() async throws {
        let stage = try Self.stage()
        let bodies = [EventText.objects(["a.jpg"]), #"{"Event": "s3:TestEvent"}"#]
        #expect(try await stage.failures(of: EventText.queue(bodies)) == [])
        #expect(stage.objects.keys(in: "results") == ["out/a.jpg.json"])
    }

    @Test("a message with two objects comes again when one of them failed")
    func twoObjects() async throws {
        let stage = try Self.stage()
        stage.objects.fail("get camera/b.jpg", with: .throttled)
        let body = EventText.objects(["b.jpg", "a.jpg"])
        #expect(try await stage.failures(of: EventText.queue([body])) == ["message-0"])
    }

    @Test("a group of a FIFO queue stops at its first failure, and other groups do not")
    func fifo() async throws {
        let stage = try Self.stage()
        stage.objects.fail("get camera/b.jpg", with: .throttled)
        let bodies = ["b.jpg", "a.jpg", "c.jpg", "a.jpg"].map(EventText.request)
        let event = EventText.queue(bodies, groups: ["one", "one", "two", "one"], queue: "pictures.fifo")
        #expect(try await stage.failures(of: event) == ["message-0", "message-1", "message-3"])
        #expect(stage.objects.keys(in: "results") == ["out/message-2.json"])
        #expect(!stage.objects.calls.contains("get camera/a.jpg"))
    }

    @Test("a group of a FIFO queue keeps its order")
    func order() async throws {
        let stage = try Self.stage()
        stage.objects.slow(by: .milliseconds(10))
        let bodies = ["c.jpg", "a.jpg", "b.jpg"].map(EventText.request)
        let event = EventText.queue(bodies, groups: ["one", "one", "one"], queue: "pictures.fifo")
        #expect(try await stage.failures(of: event) == [])
        let reads = stage.objects.calls.filter { $0.hasPrefix("get camera/") }
        #expect(reads == ["get camera/c.jpg", "get camera/a.jpg", "get camera/b.jpg"])
    }

    @Test("messages that do not fit before the deadline come again, and none is begun then")
    func deadline() async throws {
        let stage = try Self.stage()
        let event = EventText.queue([EventText.request("a.jpg"), EventText.request("b.jpg")])
        #expect(try await stage.failures(of: event, deadline: .now + .milliseconds(100)) == ["message-0", "message-1"])
        #expect(stage.objects.calls.isEmpty)
        #expect(stage.journal.records.map(\.note) == ["2 of 2 records were not begun"])
    }

    @Test("a message that there is nothing to do for has its line in the log")
    func nothing() async throws {
        let stage = try Self.stage()
        let bodies = [#"{"Event": "s3:TestEvent"}"#, EventText.request("a.jpg")]
        for _ in 0..<2 { #expect(try await stage.failures(of: EventText.queue(bodies)) == []) }
        let notes = stage.journal.records.map { [$0.route, $0.note ?? ""] }.sorted { $0[0] < $1[0] }
        #expect(notes.filter { $0[0] == "message-0" }.map(\.[1]) == ["nothing to do", "nothing to do"])
        #expect(Set(notes.filter { $0[0] != "message-0" }.map(\.[1])) == ["", "done before"])
        #expect(notes.count == 4)
    }

    @Test("a message that takes too long comes again, and the answer does not wait for it")
    func slow() async throws {
        let stage = try Self.stage()
        _ = try await stage.failures(of: EventText.queue([EventText.request("a.jpg")]))
        stage.objects.slow(by: .seconds(60))
        let event = EventText.queue([EventText.request("a.jpg"), EventText.request("b.jpg")])
        #expect(try await stage.failures(of: event, deadline: .now + .seconds(3)) == ["message-1"])
        #expect(stage.journal.failures == ["deadline-exceeded"])
    }

    @Test("notifications of a topic fail together")
    func topic() async throws {
        let stage = try Self.stage()
        let event = EventText.topic([EventText.request("a.jpg"), EventText.request("b.jpg")])
        #expect(try await stage.answer(event)["processed"]?.integer == 2)
        #expect(stage.objects.keys(in: "results") == ["out/note-0.json", "out/note-1.json"])
        let again = try Self.stage()
        again.objects.fail("get camera/b.jpg", with: .throttled)
        await #expect(throws: (any Error).self) { try await again.answer(event) }
    }
}
