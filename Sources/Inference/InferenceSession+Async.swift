extension InferenceSession {
    /// Runs the model on a thread of its own; cancelling the task stops the run.
    ///
    /// - Parameters:
    ///   - inputs: A tensor for each input, by name.
    ///   - outputNames: The outputs wanted, or `nil` for all of them.
    /// - Returns: The outputs, in the order they were asked for.
    /// - Throws: ``InferenceError`` with `input-mismatch`, `output-unknown`, `run-failed` or `run-cancelled`.
    public func outputs(
        for inputs: [String: Tensor], outputs outputNames: [String]? = nil
    ) async throws -> InferenceOutputs {
        try await ComputeThreads.runCancellable { cancellation in
            try run(inputs, outputs: outputNames, cancellation: cancellation)
        }
    }
}
