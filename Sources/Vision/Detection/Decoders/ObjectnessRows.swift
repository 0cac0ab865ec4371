import Imaging
import Inference

/// An output of rows that hold a box in four numbers, objectness, and a probability for each class.
///
/// The score is objectness times the best class.
struct ObjectnessRows {
    /// Number of classes, where the shape tells.
    let classCount: Int?
    private let output: TensorDescription

    /// Takes a model's first output.
    init(_ signature: ModelSignature) throws(VisionError) {
        output = try signature.firstTensor()
        classCount = output.length(2).map { $0 - 5 }
    }

    /// The rows whose score passes, their boxes as centre and extent in tensor pixels.
    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        try candidates(in: outputs, context: context) { row, _ in
            Box(centerX: row[0], centerY: row[1], width: row[2], height: row[3])
        }
    }

    /// The rows whose score passes.
    ///
    /// - Parameters:
    ///   - outputs: The outputs of one run.
    ///   - context: Has the threshold.
    ///   - rowCount: How many rows there have to be, where that is known.
    ///   - box: Gets a row, of which it must read only the first four numbers, and the row's number.
    /// - Returns: A candidate for each row that passes.
    /// - Throws: ``VisionError`` with `output-unexpected` where the output has another form.
    func candidates(
        in outputs: InferenceOutputs, context: DecodingContext, rowCount: Int? = nil,
        box: (UnsafePointer<Float>, Int) -> Box
    ) throws -> [DetectionCandidate] {
        try outputs.withMatrix(output) { matrix in
            guard matrix.columns > 5 else {
                throw VisionError.tooFewColumns(matrix.columns, expected: "a box, objectness and classes")
            }
            guard rowCount == nil || rowCount == matrix.rows else {
                throw VisionError(
                    .outputUnexpected, "the model's output has another number of rows than the picture has cells",
                    expected: rowCount.map { "\($0)" }, found: "\(matrix.rows)")
            }
            return Self.candidates(in: matrix, above: context.thresholds.confidence, box: box)
        }
    }

    private static func candidates(
        in matrix: OutputMatrix, above confidence: Float, box: (UnsafePointer<Float>, Int) -> Box
    ) -> [DetectionCandidate] {
        var candidates: [DetectionCandidate] = []
        for index in 0..<matrix.rows {
            // Nearly every row ends here, after one look at one cache line.
            guard let row = matrix[row: index], row[4] > confidence else { continue }
            let best = UnsafeBufferPointer(start: row + 5, count: matrix.columns - 5).indexOfMaximum
            let score = row[4] * row[5 + best]
            guard score > confidence else { continue }
            candidates.append(DetectionCandidate(box: box(row, index), classID: best, score: score))
        }
        return candidates
    }
}
