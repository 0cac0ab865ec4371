import AWSClient
import JSONText

/// Takes in work that is asked for later, and tells how far it is.
package struct JobDesk: Sendable {
    let configuration: ServiceConfiguration
    let store: any JobStore
    let bucket: JobBucket?
    let retention: Int
    private let queue: any JobQueue

    /// Opens a desk on the queue and table of the settings.
    ///
    /// - Parameters:
    ///   - settings: Queue, table and bucket.
    ///   - configuration: What a request may be like.
    ///   - stores: What they are reached by.
    package init(_ settings: JobSettings, configuration: ServiceConfiguration, stores: CloudStores) {
        self.init(
            configuration, store: TableJobStore(stores.tables, table: settings.table),
            queue: MessageJobQueue(stores.queues, url: settings.queueURL),
            bucket: settings.folder.map { JobBucket(stores.objects, folder: $0) }, retention: settings.retention)
    }

    /// Opens a desk on any queue and store.
    ///
    /// - Parameters:
    ///   - configuration: What a request may be like.
    ///   - store: Where jobs are remembered.
    ///   - queue: Where they wait.
    ///   - bucket: Where large requests and results lie; `nil` refuses them.
    ///   - retention: Seconds that a job is kept after its last change.
    package init(
        _ configuration: ServiceConfiguration, store: any JobStore, queue: any JobQueue, bucket: JobBucket?,
        retention: Int
    ) {
        self.configuration = configuration
        self.store = store
        self.queue = queue
        self.bucket = bucket
        self.retention = retention
    }

    /// The largest message in bytes; larger requests lie in the bucket.
    ///
    /// A picture of 200 KB is 270,000 bytes as base64, which together with query and content type is far from what queues
    /// take (see ``MessageText/limit``).
    static let messageLimit = 300_000

    /// Takes in a request; what is wrong with it is said at once.
    ///
    /// - Parameter request: A request as `POST /analyze` takes it.
    /// - Returns: 202, with the job's id.
    /// - Throws: ``ServingError``, `ImagingError` where the request is wrong; what store, queue and bucket throw.
    package func submit(_ request: ServiceRequest) async throws -> ServiceResponse {
        let (request, body) = try read(request)
        let id = RandomName.make()
        let message = try await message(id: id, of: request, body: body)
        let now = UTCTime.now
        // Whoever has the message must find the job, so it is remembered first.
        try await store.create(
            Job(id: id, submitted: now, state: .processing, expires: now.adding(seconds: retention)))
        try await queue.send(message, id: id)
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("message_id", id)
            writer.member("status", "processing")
        }
        var response = ServiceResponse.json(writer.bytes, status: 202)
        response.headers.append(("location", "/jobs/\(id)"))
        return response
    }

    /// The request with its body decoded, which is checked as if it were answered now.
    private func read(_ request: ServiceRequest) throws -> (ServiceRequest, body: [UInt8]) {
        var request = request
        let body =
            switch request.body {
            case .bytes(let bytes): bytes
            case .encoded(let decode), .text(_, let decode): try decode()
            case .json(let value): Array(value.text)
            }
        request.body = .bytes(body)
        _ = try RequestReader(configuration: configuration).read(request)
        return (request, body)
    }

    private func message(id: String, of request: ServiceRequest, body: [UInt8]) async throws -> String {
        if body.count <= Self.messageLimit {
            let text = MessageText.text(JobMessage.text(id: id, of: request, body: body))
            if text.utf8.count <= Self.messageLimit { return text }
        }
        guard let bucket else {
            throw ServingError(
                .bodyTooLarge, "the request is too large for the queue of jobs",
                expected: "about \(Self.messageLimit * 3 / 4) bytes of picture", found: "\(body.count) bytes",
                advice: "send a smaller picture or its s3 address; whoever runs the service can set APUS_JOBS_BUCKET")
        }
        try await bucket.put(body, as: .request, of: id)
        return MessageText.text(JobMessage.text(id: id, of: request, body: nil))
    }
}
