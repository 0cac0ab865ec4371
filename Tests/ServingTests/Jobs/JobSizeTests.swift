import AWSClient
import JSONText
import Serving
import Testing

@Suite("Sizes of jobs")
struct JobSizeTests {
    private static let settings = ["APUS_JOBS_QUEUE": "https://sqs.example.com/1/jobs", "APUS_JOBS_TABLE": "jobs"]

    /// A picture of a size, which is damaged behind its beginning.
    private static func picture(_ byteCount: Int) throws -> [UInt8] {
        let picture = try FixtureService.picture()
        return picture + [UInt8](repeating: 0x55, count: byteCount - picture.count)
    }

    @Test("a picture of 200 KB rides in the message, as it is and in JSON", arguments: [160_000, 204_800])
    func message(byteCount: Int) async throws {
        let stage = try RecordStage(Self.settings)
        let picture = try Self.picture(byteCount)
        let text = String(decoding: Base64.encode(picture), as: UTF8.self)
        for body in [picture, Array(#"{"image": "\#(text)"}"#.utf8)] {
            #expect(await stage.respond("POST", "/jobs", body: body).status == 202)
        }
        #expect(stage.messages.messages.map { $0.body.contains(text) } == [true, true])
    }

    @Test("a larger one needs a bucket")
    func bucket() async throws {
        let picture = try Self.picture(230_000)
        let refused = await (try RecordStage(Self.settings)).respond("POST", "/jobs", body: picture)
        #expect(refused.status == 413)
        #expect(try refused.json["hint"]?.string?.contains("APUS_JOBS_BUCKET") == true)
        let stage = try RecordStage(Self.settings.merging(["APUS_JOBS_BUCKET": "pictures"]) { $1 })
        #expect(await stage.respond("POST", "/jobs", body: picture).status == 202)
        #expect(stage.objects.keys(in: "pictures").count == 1)
    }
}
