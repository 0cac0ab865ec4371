/// What a model gives for one of its outputs.
public indirect enum InferenceValue: Sendable {
    /// A tensor.
    case tensor(Tensor)
    /// A list, e.g. one map for each row of a scikit-learn classifier.
    case sequence([InferenceValue])
    /// Keys and as many values, both one-dimensional.
    case map(keys: Tensor, values: Tensor)

    /// The tensor.
    ///
    /// - Throws: ``InferenceError`` with `tensor-mismatch` for a sequence or a map.
    public func tensor() throws(InferenceError) -> Tensor {
        guard case .tensor(let tensor) = self else {
            let kind = if case .sequence = self { "sequence" } else { "map" }
            throw InferenceError(.tensorMismatch, "a \(kind) cannot be read as a tensor")
        }
        return tensor
    }
}

/// The outputs of one run.
public struct InferenceOutputs: Sendable {
    /// Output names, in the order they were asked for.
    public let names: [String]
    /// The values, in the order of `names`.
    public let values: [InferenceValue]

    /// Joins names with their values.
    package init(names: [String], values: [InferenceValue]) {
        self.names = names
        self.values = values
    }

    /// The value of an output, or `nil` where it was not asked for.
    public subscript(name: String) -> InferenceValue? {
        names.firstIndex(of: name).map { values[$0] }
    }
}
