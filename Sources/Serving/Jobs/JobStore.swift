/// Where jobs are remembered.
package protocol JobStore: Sendable {
    /// The largest document in bytes that a job's state may hold.
    var documentLimit: Int { get }

    /// Remembers a new job.
    ///
    /// - Throws: What the store throws, also where there is a job of this id.
    func create(_ job: Job) async throws

    /// Writes down how a job ended, unless somebody else has: a late duplicate changes nothing.
    ///
    /// - Parameter job: The job in its new state.
    /// - Returns: Whether it was written; `false` where the job was finished before, or is not known.
    /// - Throws: What the store throws.
    @discardableResult
    func finish(_ job: Job) async throws -> Bool

    /// A job as it is after all writes that have ended; `nil` where there is none, or it has expired.
    ///
    /// - Throws: What the store throws.
    func job(_ id: String) async throws -> Job?
}

/// Where jobs wait for a worker.
package protocol JobQueue: Sendable {
    /// Leaves a job's message, which comes back as an event, perhaps more than once.
    ///
    /// - Parameters:
    ///   - message: JSON text.
    ///   - id: The job's id.
    /// - Throws: What the queue throws.
    func send(_ message: String, id: String) async throws
}
