import Serving
import Testing

@Suite("Events of no known kind")
struct UnknownEventTests {
    @Test("fail, and leave a line in the log", arguments: ["garbage", #"{"Records": [{"eventSource": "aws:ses"}]}"#])
    func unknown(event: String) async throws {
        let stage = try RecordStage()
        await #expect(throws: (any Error).self) {
            try await stage.events.answer(Array(event.utf8), id: "invocation-1", deadline: nil)
        }
        #expect(stage.journal.records.map(\.sender) == ["unknown"])
        #expect(stage.journal.records.first?.failures.isEmpty == false)
    }
}
