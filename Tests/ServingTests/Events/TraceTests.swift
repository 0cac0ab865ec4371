import JSONText
import Serving
import Testing

@Suite("Tracing's header in records")
struct TraceTests {
    @Test(
        "reaches the records of an invocation, and of no other",
        arguments: [
            #"{"s3": "s3://camera/a.jpg"}"#, EventText.objects(["a.jpg", "b.jpg"]),
            EventText.queue([EventText.request("a.jpg")]),
        ])
    func records(event: String) async throws {
        let stage = try RecordStage()
        for key in ["a.jpg", "b.jpg"] { stage.objects.add(RecordStage.picture, as: "camera/\(key)") }
        for trace in ["Root=1-one", nil, "Root=1-two"] {
            let count = stage.journal.records.count
            _ = try await stage.events.answer(Array(event.utf8), id: "i", trace: trace, deadline: .now + .seconds(60))
            let records = stage.journal.records.dropFirst(count)
            #expect(!records.isEmpty && records.allSatisfy { $0.trace == trace })
        }
    }
}
