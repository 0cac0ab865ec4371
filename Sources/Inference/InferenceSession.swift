import Diagnosis

/// A loaded model that can be described and run; the seam behind which engines stand.
///
/// Sessions are shared freely: runs on one session may overlap.
public protocol InferenceSession: Sendable {
    /// The model's inputs, in its order.
    var inputs: [TensorDescription] { get }
    /// The model's outputs, in its order.
    var outputs: [ValueDescription] { get }
    /// Keys and values that the exporter left in the model, such as class names.
    var metadata: [String: String] { get }

    /// Runs the model on the calling thread and waits.
    ///
    /// - Parameters:
    ///   - inputs: A tensor for each input, by name.
    ///   - outputNames: The outputs wanted, or `nil` for all of them.
    ///   - cancellation: Stops the run from another thread.
    /// - Returns: The outputs, in the order they were asked for.
    /// - Throws: ``InferenceError`` with `input-mismatch`, `output-unknown`, `run-failed` or `run-cancelled`.
    func run(
        _ inputs: [String: Tensor], outputs outputNames: [String]?, cancellation: RunCancellation?
    ) throws(InferenceError) -> InferenceOutputs
}

extension InferenceSession {
    /// Runs the model on the calling thread, waits, and gives all outputs.
    ///
    /// - Throws: ``InferenceError`` with `input-mismatch` or `run-failed`.
    public func run(_ inputs: [String: Tensor]) throws(InferenceError) -> InferenceOutputs {
        try run(inputs, outputs: nil, cancellation: nil)
    }

    /// Refuses inputs that the model does not have, lacks, or has of another type or shape.
    package func check(_ inputs: [String: Tensor]) throws(InferenceError) {
        for description in self.inputs {
            guard let tensor = inputs[description.name] else { throw mismatch("an input is missing", inputs) }
            guard description.accepts(tensor) else {
                throw InferenceError(
                    .inputMismatch, "input \(Diagnosis.excerpt(description.name)) does not fit the model",
                    expected: "\(description.elementType.rawValue) \(Diagnosis.excerpt(description.shapeText))",
                    found: "\(tensor.elementType.rawValue) \(tensor.shape)")
            }
        }
        guard inputs.count == self.inputs.count else { throw mismatch("the model has no such input", inputs) }
    }

    private func mismatch(_ what: String, _ inputs: [String: Tensor]) -> InferenceError {
        InferenceError(
            .inputMismatch, what, expected: Diagnosis.excerpt(self.inputs.map(\.name).joined(separator: ", ")),
            found: inputs.isEmpty ? "none" : Diagnosis.excerpt(inputs.keys.sorted().joined(separator: ", ")))
    }
}

extension TensorDescription {
    /// Whether a tensor has this type and a shape that the fixed dimensions allow.
    fileprivate func accepts(_ tensor: Tensor) -> Bool {
        guard tensor.elementType == elementType else { return false }
        guard let dimensions else { return true }
        return dimensions.count == tensor.shape.rank
            && zip(dimensions, tensor.shape.dimensions).allSatisfy { $0.length == nil || $0.length == $1 }
    }
}
