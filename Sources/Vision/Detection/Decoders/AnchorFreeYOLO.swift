import Imaging
import Inference

/// YOLOv8, v9, 11 and 12: `[1, 4 + classes, cells]`, a column a cell, no objectness.
///
/// The first four rows are centre and extent in tensor pixels, the others class probabilities.
/// Source: ultralytics/ultralytics, `ultralytics/utils/nms.py`.
struct AnchorFreeYOLO: DetectionDecoder {
    static let families = ["yolov8", "yolov9", "yolo11", "yolo12"]

    let classCount: Int?
    private let output: TensorDescription

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard signature.tensors.count == 1, let output = signature.tensors.first, output.rank == 3 else { return nil }
        let metadata = UltralyticsMetadata(signature.metadata)
        if let rows = output.length(1), let columns = output.length(2) {
            guard rows > 4,
                columns == signature.cellCount(strides: [8, 16, 32])
                    || columns == signature.cellCount(strides: [8, 16, 32, 64])
            else { return nil }
            return DecoderMatch(.shapes, "\(columns) columns are one for each cell, with \(rows - 4) classes")
        }
        // Exports of open size tell less; the exporter itself tells the rest.
        guard metadata.task == "detect", !metadata.isEndToEnd, !signature.namesRealTimeDETR, let names = metadata.names,
            output.length(1) ?? (names.count + 4) == names.count + 4
        else { return nil }
        return DecoderMatch(.metadata, "the exporter names a detector of \(names.count) classes")
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        output = try signature.firstTensor()
        classCount = output.length(1).map { $0 - 4 }
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        try outputs.withMatrix(output) { matrix in
            guard matrix.rows > 4 else { throw VisionError.tooFewColumns(matrix.rows, expected: "a box and classes") }
            let best = Self.bestScores(in: matrix)
            var candidates: [DetectionCandidate] = []
            for cell in best.indices where best[cell] > context.thresholds.confidence {
                // Rows are scanned again only for the few cells that pass.
                let classID = (4..<matrix.rows).first { matrix[$0, cell] == best[cell] } ?? 4
                let box = Box(
                    centerX: matrix[0, cell], centerY: matrix[1, cell], width: matrix[2, cell],
                    height: matrix[3, cell])
                candidates.append(DetectionCandidate(box: box, classID: classID - 4, score: best[cell]))
            }
            return candidates
        }
    }

    /// The best class's probability of each cell, a row at a time so that memory is read in its order.
    private static func bestScores(in matrix: OutputMatrix) -> [Float] {
        guard let first = matrix[row: 4] else { return [] }
        var best = [Float](UnsafeBufferPointer(start: first, count: matrix.columns))
        best.withUnsafeMutableBufferPointer { best in
            for index in 5..<max(5, matrix.rows) {
                guard let row = matrix[row: index] else { continue }
                for cell in best.indices { best[cell] = row[cell] > best[cell] ? row[cell] : best[cell] }
            }
        }
        return best
    }
}
