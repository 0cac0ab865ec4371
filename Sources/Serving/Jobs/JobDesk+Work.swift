import AWSClient
import JSONText

extension JobDesk {
    /// The delivery from which on a job is given up that fails for reasons that may pass.
    ///
    /// Whoever asks for the job must learn of it before the queue puts its message away; AWS' documentation of queues
    /// for Lambda advises to deliver five times at least.
    static let lastDelivery = 5

    /// Works on a job and writes down what came of it.
    ///
    /// - Parameters:
    ///   - message: The job.
    ///   - delivery: How often it was delivered, this time included.
    ///   - answer: Answers the job's request.
    /// - Returns: How the job's message ended.
    /// - Throws: What store and bucket throw; the message should come again then.
    func work(
        on message: JobMessage, delivery: Int?, answer: (WorkItem) async -> Service.Answered
    ) async throws -> RecordOutcome {
        guard var job = try await store.job(message.id), job.state == .processing else {
            // Somebody was faster, or the job is so old that nobody asks for it any more.
            return .done("done before")
        }
        let answered = await answer(.kept { try await self.request(of: message) })
        let error = answered.failure.map { ErrorAnswer($0) }
        if let failure = answered.failure, error?.mayPass == true, (delivery ?? 1) < Self.lastDelivery {
            return .failed(failure)
        }
        job.state = try await ending(with: answered, of: message.id)
        job.expires = UTCTime.now.adding(seconds: retention)
        try await store.finish(job)
        return error.map { .refused($0) } ?? .done("done")
    }

    /// The request as it was handed in.
    private func request(of message: JobMessage) async throws -> ServiceRequest {
        let limit = configuration.limits.bodyBytes
        var request = ServiceRequest(method: "POST", path: "/analyze", id: message.id)
        request.query = message.query
        if let type = message.contentType { request.headers["content-type"] = type }
        switch message.body {
        case .json(let value): request.body = .json(value)
        case .base64(let text): request.body = .bytes(try text.base64Decoded(maximumBytes: limit))
        case .stored: request.body = .bytes(try await openBucket.get(.request, of: message.id, maximumBytes: limit))
        }
        return request
    }

    /// How a job ends, with its result in the store where it fits, else in the bucket.
    private func ending(with answered: Service.Answered, of id: String) async throws -> Job.State {
        let document = answered.response.body
        let isDone = answered.failure == nil
        if document.count <= store.documentLimit { return Self.state(isDone, document) }
        guard let bucket else {
            let error = ServingError(
                .answerTooLarge, "the result is too large for the store of jobs",
                expected: "at most \(store.documentLimit) bytes", found: "\(document.count) bytes",
                advice: "ask for fewer pictures and none drawn; whoever runs the service can set APUS_JOBS_BUCKET")
            return Self.state(false, ErrorAnswer(error).response(requestID: id).body)
        }
        try await bucket.put(document, as: .result, of: id)
        return isDone ? .done(.stored(byteCount: document.count)) : .failed(.stored(byteCount: document.count))
    }

    /// The state of a job whose result fits into the store.
    static func state(_ isDone: Bool, _ document: [UInt8]) -> Job.State {
        let result = JobResult.document(String(decoding: document, as: UTF8.self))
        return isDone ? .done(result) : .failed(result)
    }
}
