import Imaging
import Inference

/// Finished detections, a row each: end-to-end YOLOv10 and YOLO26, Ultralytics exports with suppression inside, and
/// YOLOv7's end-to-end export.
///
/// `[1, rows, 6]` holds the corners in tensor pixels, score and class; YOLOv7's `[rows, 7]` holds the picture's number,
/// the corners, class and score. Sources: ultralytics/ultralytics, `ultralytics/nn/modules/head.py`;
/// WongKinYiu/yolov7, `models/experimental.py`.
struct DetectionRows: DetectionDecoder {
    static let families = ["yolov10", "yolo26", "end-to-end", "yolov7-end-to-end"]
    static let isSuppressed = true

    /// More rows than any export keeps: a one-class YOLOv5 has six columns too, and thousands of rows.
    private static let mostRows = 1_000

    let classCount: Int? = nil
    private let output: TensorDescription

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard signature.tensors.count == 1, let output = signature.tensors.first else { return nil }
        let isEndToEnd = UltralyticsMetadata(signature.metadata).isEndToEnd
        switch (output.rank, output.length(-1)) {
        case (3, 6) where isEndToEnd, (3, nil) where isEndToEnd:
            return DecoderMatch(.metadata, "the exporter says that rows are final")
        case (3, 6):
            guard let rows = output.length(1), rows <= mostRows else { return nil }
            return DecoderMatch(.shapes, "\(rows) rows of corners, score and class")
        case (2, 7):
            return DecoderMatch(.shapes, "rows of picture, corners, class and score")
        default: return nil
        }
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        output = try signature.firstTensor()
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        try outputs.withMatrix(output) { matrix in
            let columns = try RowColumns(count: matrix.columns)
            return (0..<matrix.rows).compactMap { row in
                let score = matrix[row, columns.score]
                let number = matrix[row, columns.classID]
                guard score > context.thresholds.confidence, let classID = Int(exactly: number.rounded()), classID >= 0
                else { return nil }
                let corner = columns.corner
                let box = Box(
                    xMin: matrix[row, corner], yMin: matrix[row, corner + 1],
                    xMax: matrix[row, corner + 2], yMax: matrix[row, corner + 3])
                return DetectionCandidate(box: box, classID: classID, score: score)
            }
        }
    }
}

/// Which column holds what in a row of a finished detection.
private struct RowColumns {
    let corner: Int
    let score: Int
    let classID: Int

    init(count: Int) throws(VisionError) {
        switch count {
        case 6: (corner, score, classID) = (0, 4, 5)
        case 7: (corner, score, classID) = (1, 6, 5)
        default:
            throw VisionError(
                .outputUnexpected, "a row of finished detections has another length", expected: "6 or 7",
                found: "\(count)")
        }
    }
}
