import AWSClient
import JSONText
import Serving
import Testing

@Suite("Jobs whose failure may pass")
struct JobRetryTests {
    private static let settings = ["APUS_JOBS_QUEUE": "https://sqs.example.com/1/jobs", "APUS_JOBS_TABLE": "jobs"]

    @Test(
        "a job comes again while a permission is missing or the model cannot be fetched, and is given up in the end",
        arguments: [true, false])
    func retried(hasModel: Bool) async throws {
        let models = ModelLoader { throw AWSError(.notFound, "the test wants it") }
        let stage = try RecordStage(Self.settings, models: hasModel ? RecordStage.models : models)
        stage.objects.fail("get camera/a.jpg", with: .accessDenied)
        let submitted = await stage.respond("POST", "/jobs", body: Array(EventText.request("a.jpg").utf8))
        let id = try #require(try JSONDocument(submitted.body).root["message_id"]?.string)
        let message = try #require(stage.messages.messages.first?.body)
        for (delivery, failures, state) in [(1, ["message-0"], "processing"), (5, [], "failed")] {
            #expect(try await stage.failures(of: EventText.queue([message], delivery: delivery)) == failures)
            let status = try JSONDocument(await stage.respond("GET", "/jobs/\(id)").body).root
            #expect(status["status"]?.string == state)
        }
    }
}
