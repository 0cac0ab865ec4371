/// The moment by which requests must be done, waits between attempts included: the invocation's, say.
///
/// It is a task-local value, so it holds for all that is called below, whoever stands behind the protocols:
/// `try await RequestDeadline.$current.withValue(.now + .seconds(3)) { … }`.
package enum RequestDeadline {
    /// The moment, or `nil` where there is none.
    @TaskLocal package static var current: ContinuousClock.Instant?

    /// Does something, and cancels it when the moment has come.
    ///
    /// - Parameters:
    ///   - what: What is done, for the error.
    ///   - operation: Does it.
    /// - Returns: Its result.
    /// - Throws: `deadline-exceeded`, and what `operation` throws.
    static func enforce<Output: Sendable>(
        on what: String, _ operation: @escaping @Sendable () async throws -> Output
    ) async throws -> Output {
        guard let deadline = current else { return try await operation() }
        let exceeded = AWSError(.deadlineExceeded, "\(what) did not answer in time")
        guard deadline > .now else { throw exceeded }
        return try await withThrowingTaskGroup { group in
            group.addTask { try await operation() }
            group.addTask {
                try await Task.sleep(until: deadline, clock: .continuous)
                throw exceeded
            }
            defer { group.cancelAll() }
            guard let output = try await group.next() else { throw exceeded }
            return output
        }
    }
}
