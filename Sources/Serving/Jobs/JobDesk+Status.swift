import AWSClient
import JSONText

extension JobDesk {
    /// Tells how far a job is.
    ///
    /// - Parameter id: What ``submit(_:)`` called it.
    /// - Returns: `processing`, or `done` or `failed` with the result, or with an address of a very large one.
    /// - Throws: ``ServingError`` with `job-unknown`; what store and bucket throw.
    package func status(of id: String) async throws -> ServiceResponse {
        guard RandomName.isPossible(id), var job = try await store.job(id) else { throw ServingError.unknownJob }
        if job.isLost(at: .now) { job = try await givenUp(job) }
        let (state, result) = job.state.parts
        guard let result else { return Self.answer(job, state, nil) }
        switch result {
        case .document(let text): return Self.answer(job, state, ("result", Array(text.utf8)))
        case .stored(let byteCount):
            if byteCount <= configuration.limits.answerBytes {
                let document = try await openBucket.get(.result, of: id, maximumBytes: byteCount)
                let answer = Self.answer(job, state, ("result", document))
                // A result is stored as it is, and its quotes are escaped when an answer carries it.
                if configuration.limits.permits(answer, isEmbedded: true) { return answer }
            }
            var writer = JSONWriter()
            writer.value(try await openBucket.url(of: .result, of: id))
            return Self.answer(job, state, ("result_url", writer.bytes))
        }
    }

    /// Ends a job that is lost, so that whoever asks learns of it; a worker that comes too late leaves it as it is.
    private func givenUp(_ job: Job) async throws -> Job {
        let error = ServingError(
            .deadlineExceeded, "the job did not end in time", expected: "an end within \(job.patience) seconds",
            advice: "submit it again; whoever runs the service finds its message in the dead-letter queue")
        var lost = job
        lost.state = Self.state(false, ErrorAnswer(error).response(requestID: job.id).body)
        lost.expires = UTCTime.now.adding(seconds: retention)
        if try await store.finish(lost) { return lost }
        // It has ended in this moment.
        return try await store.job(job.id) ?? job
    }

    /// What of a result an answer holds: the result itself, or where it is.
    private typealias Shown = (name: String, json: [UInt8])

    private static func answer(_ job: Job, _ state: String, _ shown: Shown?) -> ServiceResponse {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("message_id", job.id)
            writer.member("status", state)
            writer.member("submitted_at", job.submitted.internetText)
            guard let shown else { return }
            writer.key(shown.name)
            writer.value(raw: shown.json)
        }
        var response = ServiceResponse.json(writer.bytes)
        if shown == nil { response.headers.append(("retry-after", "1")) }
        return response
    }

    /// The bucket, for a job that was handed in when there was one.
    var openBucket: JobBucket {
        get throws(ServingError) {
            if let bucket { return bucket }
            throw ServingError(
                .internalFailure, "a part of a job lies in a bucket that is not configured any more",
                advice: "set APUS_JOBS_BUCKET as it was when the job was handed in")
        }
    }
}

extension ServingError {
    /// Nobody knows the job, or it is forgotten.
    static var unknownJob: ServingError {
        ServingError(
            .jobUnknown, "there is no job of this id", expected: "the message_id of an answer of POST /jobs",
            advice: "jobs are forgotten after a while; submit it again")
    }
}
