/// The work of a function, in the order in which Lambda wants it done.
package struct LambdaFunction: Sendable {
    /// Prepares for events, such as by loading a model.
    ///
    /// It may run while the first event is handled already: the handler waits for the parts that it needs.
    package var initialize: @Sendable () async throws -> Void
    /// Refreshes what must not be shared or is stale, in a copy that was restored from a snapshot.
    package var restored: @Sendable () async throws -> Void
    /// Answers an event.
    package var handle: @Sendable (Invocation) async throws -> InvocationResponse
    /// Told of what goes wrong without ending the loop.
    package var report: @Sendable (RuntimeReport) -> Void

    /// Joins the four; without `report`, standard error gets the reports.
    package init(
        initialize: @escaping @Sendable () async throws -> Void = {},
        restored: @escaping @Sendable () async throws -> Void = {},
        report: @escaping @Sendable (RuntimeReport) -> Void = RuntimeReport.write,
        handle: @escaping @Sendable (Invocation) async throws -> InvocationResponse
    ) {
        self.initialize = initialize
        self.restored = restored
        self.handle = handle
        self.report = report
    }
}
