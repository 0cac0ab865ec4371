import AWSClient
import JSONText
import Serving
import Testing

@Suite("Results of jobs")
struct JobStatusTests {
    private static let id = String(repeating: "a", count: 32)

    /// What a service of answers of 10,000 bytes says of a job whose result is in the bucket.
    private func status(of document: [UInt8]) async throws -> ServiceResponse {
        let objects = MemoryObjects()
        objects.add(document, as: "bucket/jobs/\(Self.id)/result.json")
        var configuration = ServiceConfiguration()
        configuration.limits.answerBytes = 10_000
        let store = TableJobStore(MemoryTables(), table: "jobs")
        let desk = JobDesk(
            configuration, store: store, queue: MessageJobQueue(MemoryMessages(), url: "https://queue"),
            bucket: JobBucket(objects, folder: FolderAddress(bucket: "bucket", prefix: "jobs/")), retention: 60)
        try await store.create(
            Job(
                id: Self.id, submitted: .now, state: .done(.stored(byteCount: document.count)),
                expires: UTCTime(secondsSince1970: UTCTime.now.secondsSince1970 + 60)))
        return try await desk.status(of: Self.id)
    }

    @Test(
        "a job that is not done has failed after half of the time that it is kept, for good",
        arguments: [(100, 200, "processing"), (100, 50, "failed")])
    func lost(age: Int, rest: Int, state: String) async throws {
        let (tables, now) = (MemoryTables(), UTCTime.now.secondsSince1970)
        let store = TableJobStore(tables, table: "jobs")
        let desk = JobDesk(
            ServiceConfiguration(), store: store, queue: MessageJobQueue(MemoryMessages(), url: "https://queue"),
            bucket: nil, retention: 1_000)
        var job = Job(
            id: Self.id, submitted: UTCTime(secondsSince1970: now - age), state: .processing,
            expires: UTCTime(secondsSince1970: now + rest))
        try await store.create(job)
        for _ in 0..<2 {
            let answer = try JSONDocument(await desk.status(of: Self.id).body).root
            #expect(answer["status"]?.string == state)
            #expect(answer["result"]?["code"]?.string == (state == "failed" ? "deadline-exceeded" : nil))
        }
        // A worker that comes after all finds the job as it was told.
        job.state = .done(.document("{}"))
        #expect(try await store.finish(job) == (state == "processing"))
        if state == "failed" { #expect(try #require(tables.item(Self.id)?["expires_at"]?.integer) >= now + 1_000) }
    }

    private static func document(names: Int) -> [UInt8] {
        Array("[\([String](repeating: #""n""#, count: names).joined(separator: ","))]".utf8)
    }

    @Test("a result is in the answer where an answer can carry it, its quotes escaped", arguments: [1, 600])
    func inside(names: Int) async throws {
        let answer = try JSONDocument(await status(of: Self.document(names: names)).body).root
        #expect(answer["result"]?.elements.count == names)
        #expect(answer["result_url"] == nil)
    }

    @Test("a larger one has an address", arguments: [1_200, 20_000])
    func outside(names: Int) async throws {
        let answer = try JSONDocument(await status(of: Self.document(names: names)).body).root
        #expect(answer["result"] == nil)
        #expect(answer["result_url"]?.string?.contains(Self.id) == true)
    }
}
