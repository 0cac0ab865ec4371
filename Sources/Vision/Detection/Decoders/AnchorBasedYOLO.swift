import Imaging
import Inference

/// YOLOv5 and YOLOv7: `[1, anchors, 5 + classes]`, three anchors a cell.
///
/// A row holds the box's centre and extent in tensor pixels, objectness, and a probability for each class; the score
/// is objectness times the best class. Source: ultralytics/yolov5, `utils/general.py`, `non_max_suppression`.
struct AnchorBasedYOLO: DetectionDecoder {
    static let families = ["yolov5", "yolov7"]
    static let mapsWithOneScale = true

    let classCount: Int?
    private let output: TensorDescription

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard let output = signature.tensors.first, output.rank == 3, let columns = output.length(2), columns > 5
        else { return nil }
        if let rows = output.length(1) {
            let cells = [[8, 16, 32], [8, 16, 32, 64]].map { signature.cellCount(strides: $0) }
            guard let count = cells.first(where: { rows == $0 * 3 }) else { return nil }
            return DecoderMatch(.shapes, "\(rows) rows are three anchors for each of \(count) cells")
        }
        guard let names = UltralyticsMetadata(signature.metadata).names, columns == names.count + 5 else { return nil }
        return DecoderMatch(.metadata, "\(columns) columns are a box, objectness and \(names.count) named classes")
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        output = try signature.firstTensor()
        classCount = output.length(2).map { $0 - 5 }
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        try outputs.withMatrix(output) { matrix in
            try ObjectnessRows.candidates(in: matrix, above: context.thresholds.confidence) { row in
                Box(centerX: row[0], centerY: row[1], width: row[2], height: row[3])
            }
        }
    }
}

/// Rows of a box in four numbers, objectness, and a probability for each class.
enum ObjectnessRows {
    /// The rows whose score passes, boxed by `box`, which gets a row and must read only its first four numbers.
    static func candidates(
        in matrix: OutputMatrix, above confidence: Float, box: (UnsafePointer<Float>) -> Box
    ) throws(VisionError) -> [DetectionCandidate] {
        try indexedCandidates(in: matrix, above: confidence) { row, _ in box(row) }
    }

    /// As ``candidates(in:above:box:)``, with the row's number.
    static func indexedCandidates(
        in matrix: OutputMatrix, above confidence: Float, box: (UnsafePointer<Float>, Int) -> Box
    ) throws(VisionError) -> [DetectionCandidate] {
        guard matrix.columns > 5 else {
            throw .tooFewColumns(matrix.columns, expected: "a box, objectness and classes")
        }
        var candidates: [DetectionCandidate] = []
        for index in 0..<matrix.rows {
            guard let row = matrix[row: index] else { break }
            // Nearly every row ends here, after one look at one cache line.
            guard row[4] > confidence else { continue }
            let best = UnsafeBufferPointer(start: row + 5, count: matrix.columns - 5).indexOfMaximum
            let score = row[4] * row[5 + best]
            guard score > confidence else { continue }
            candidates.append(DetectionCandidate(box: box(row, index), classID: best, score: score))
        }
        return candidates
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
