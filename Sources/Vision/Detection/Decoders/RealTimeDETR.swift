import Imaging
import Inference

/// RT-DETR as Ultralytics exports it: a query a row, needing no suppression, boxes as centre and extent in parts of
/// the tensor.
///
/// Older exports put out `[1, queries, 4 + classes]` with class probabilities, newer ones `[1, queries, 6]` with the
/// score and number of the best class. Pictures are stretched.
/// Source: ultralytics/ultralytics, `ultralytics/nn/modules/head.py` and `ultralytics/models/rtdetr/predict.py`.
struct RealTimeDETR: DetectionDecoder {
    static let families = ["rtdetr"]
    static let isSuppressed = true

    let classCount: Int?
    private let output: TensorDescription
    private let rowForm: RowForm

    /// What follows the box in a row.
    private enum RowForm {
        case probabilities
        case best
    }

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard signature.tensors.count == 1, let output = signature.tensors.first, output.rank == 3 else { return nil }
        if signature.namesRealTimeDETR { return DecoderMatch(.metadata, "the exporter names RT-DETR's head") }
        guard let rows = output.length(1), let columns = output.length(2), rows <= 1_000, rows % 100 == 0,
            columns > 4, columns != 6
        else { return nil }
        return DecoderMatch(.shapes, "\(rows) queries of a box and \(columns - 4) classes")
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        output = try signature.firstTensor()
        // Two classes would give six columns as well; the head's name tells the newer form.
        rowForm = signature.metadata["head"] == "RTDETRDecoder" && output.length(2) ?? 6 == 6 ? .best : .probabilities
        classCount = rowForm == .best ? nil : output.length(2).map { $0 - 4 }
    }

    func prepare(_ input: inout InputSpecification) {
        input.fit = .stretch
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        let (width, height) = (Float(context.tensorSize.width), Float(context.tensorSize.height))
        return try outputs.withMatrix(output) { matrix in
            guard matrix.columns > 5 || rowForm == .probabilities, matrix.columns > 4 else {
                throw VisionError.tooFewColumns(matrix.columns, expected: "a box and classes")
            }
            return (0..<matrix.rows).compactMap { index in
                guard let row = matrix[row: index], let (classID, score) = best(in: row, columns: matrix.columns),
                    score > context.thresholds.confidence
                else { return nil }
                let box = Box(
                    centerX: row[0] * width, centerY: row[1] * height, width: row[2] * width, height: row[3] * height)
                return DetectionCandidate(box: box, classID: classID, score: score)
            }
        }
    }

    /// The best class of a row and its score; `nil` where the class is no number.
    private func best(in row: UnsafePointer<Float>, columns: Int) -> (classID: Int, score: Float)? {
        switch rowForm {
        case .best: Int(exactly: row[5].rounded()).map { ($0, row[4]) }
        case .probabilities:
            Optional(UnsafeBufferPointer(start: row + 4, count: columns - 4).indexOfMaximum).map { ($0, row[4 + $0]) }
        }
    }
}

extension ModelSignature {
    /// Whether an exporter wrote that the model is RT-DETR.
    var namesRealTimeDETR: Bool {
        metadata["head"] == "RTDETRDecoder" || metadata["description"]?.lowercased().contains("rtdetr") == true
    }
}
