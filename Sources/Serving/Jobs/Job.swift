package import AWSClient

/// Work that was handed in and is asked for later.
package struct Job: Sendable, Hashable {
    /// How far a job is.
    package enum State: Sendable, Hashable {
        /// It waits, or somebody works on it.
        case processing
        /// It is done.
        case done(JobResult)
        /// It cannot be done; the result says why.
        case failed(JobResult)
    }

    /// Its name, which nobody can guess.
    package let id: String
    /// When it was handed in.
    package let submitted: UTCTime
    /// How far it is.
    package var state: State
    /// When it is forgotten.
    package var expires: UTCTime

    /// Describes a job.
    package init(id: String, submitted: UTCTime, state: State, expires: UTCTime) {
        self.id = id
        self.submitted = submitted
        self.state = state
        self.expires = expires
    }

    /// Seconds in which it must end: half of the time that a job is kept, so that the other half is left to ask for it.
    var patience: Int { (expires.secondsSince1970 - submitted.secondsSince1970) / 2 }

    /// Whether nobody will end it any more: its message came too often, or each worker was killed before it could say so.
    func isLost(at now: UTCTime) -> Bool {
        state == .processing && now >= submitted.adding(seconds: patience)
    }
}

/// What a job came to, a JSON document.
package enum JobResult: Sendable, Hashable {
    /// The document itself.
    case document(String)
    /// The document lies in the bucket of jobs, because it is too large for their store.
    case stored(byteCount: Int)
}
