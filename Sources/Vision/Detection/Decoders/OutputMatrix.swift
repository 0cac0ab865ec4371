import Inference

/// A tensor seen as rows of numbers, its leading dimension of one picture taken off.
struct OutputMatrix {
    let values: UnsafeBufferPointer<Float>
    let rows: Int
    let columns: Int

    /// The start of one row.
    subscript(row row: Int) -> UnsafePointer<Float>? {
        values.baseAddress.map { $0 + row * columns }
    }

    subscript(row: Int, column: Int) -> Float { values[row * columns + column] }
}

extension InferenceOutputs {
    /// Reads one output as a matrix, whatever numeric type it is stored as.
    ///
    /// - Throws: ``VisionError`` with `output-unexpected` where it is missing or not of rank 2 or `[1, rows, columns]`.
    func withMatrix<Result>(
        _ description: TensorDescription, _ body: (OutputMatrix) throws -> Result
    ) throws -> Result {
        let tensor = try tensor(description)
        let dimensions = tensor.shape.dimensions
        guard dimensions.count == 2 || (dimensions.count == 3 && dimensions[0] == 1) else {
            throw VisionError(
                .outputUnexpected, "output \(description.name) has an unexpected shape",
                expected: "[1, rows, columns]", found: "\(tensor.shape)")
        }
        return try tensor.withRealValues(quantization: description.quantization) { values in
            try body(
                OutputMatrix(
                    values: values, rows: dimensions[dimensions.count - 2], columns: dimensions[dimensions.count - 1]))
        }
    }

    /// The tensor of one output.
    func tensor(_ description: TensorDescription) throws -> Tensor {
        guard let value = self[description.name] else {
            throw VisionError(.outputUnexpected, "output \(description.name) is missing", expected: "a tensor")
        }
        return try value.tensor()
    }
}

extension UnsafeBufferPointer<Float> {
    /// The position of the first of the largest elements; zero for an empty buffer.
    var indexOfMaximum: Int {
        var best = 0
        for index in indices where self[index] > self[best] { best = index }
        return best
    }
}

extension VisionError {
    static func tooFewColumns(_ count: Int, expected: String) -> VisionError {
        VisionError(
            .outputUnexpected, "the model's output has too few columns", expected: expected, found: "\(count)")
    }
}

extension ModelSignature {
    /// The first output, which holds everything in most families.
    func firstTensor() throws(VisionError) -> TensorDescription {
        guard let output = tensors.first else {
            throw VisionError(.outputUnexpected, "the model has no tensor among its outputs", expected: "a tensor")
        }
        return output
    }
}
