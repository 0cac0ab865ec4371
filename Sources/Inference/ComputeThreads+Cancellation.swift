extension ComputeThreads {
    /// As ``run(_:)``, with a switch for the engine's runs that cancelling the task turns.
    package static func runCancellable<Result: Sendable>(
        _ work: @escaping @Sendable (RunCancellation) throws -> Result
    ) async throws -> Result {
        let cancellation = RunCancellation()
        return try await withTaskCancellationHandler {
            try await run { try work(cancellation) }
        } onCancel: {
            cancellation.cancel()
        }
    }
}
