import AWSClient
import JSONText

extension JobDesk {
    /// Tells how far a job is.
    ///
    /// - Parameter id: What ``submit(_:)`` called it.
    /// - Returns: `processing`, or `done` or `failed` with the result, or with an address of a very large one.
    /// - Throws: ``ServingError`` with `job-unknown`; what store and bucket throw.
    package func status(of id: String) async throws -> ServiceResponse {
        guard RandomName.isPossible(id), let job = try await store.job(id) else { throw ServingError.unknownJob }
        let (state, result) = job.state.parts
        let shown: Shown? = if let result { try await self.shown(result, of: id) } else { nil }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("message_id", id)
            writer.member("status", state)
            writer.member("submitted_at", job.submitted.internetText)
            guard let shown else { return }
            writer.key(shown.name)
            writer.value(raw: shown.json)
        }
        var response = ServiceResponse.json(writer.bytes)
        if result == nil { response.headers.append(("retry-after", "1")) }
        return response
    }

    /// What of a result an answer holds: the result itself, or where it is.
    private typealias Shown = (name: String, json: [UInt8])

    private func shown(_ result: JobResult, of id: String) async throws -> Shown {
        switch result {
        case .document(let text): return ("result", Array(text.utf8))
        case .stored(let byteCount):
            let bucket = try openBucket
            let roomForTheRest = 1_024
            if byteCount <= configuration.limits.answerBytes - roomForTheRest {
                return ("result", try await bucket.get(.result, of: id, maximumBytes: byteCount))
            }
            var writer = JSONWriter()
            writer.value(try await bucket.url(of: .result, of: id))
            return ("result_url", writer.bytes)
        }
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
