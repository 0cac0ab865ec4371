import Imaging
import Inference

/// RT-DETR as Ultralytics exports it: `[1, queries, 4 + classes]`, a query a row, needing no suppression.
///
/// A row holds centre and extent as parts of the tensor's width and height, then class probabilities. Pictures are
/// stretched. Source: ultralytics/ultralytics, `ultralytics/models/rtdetr/predict.py`.
struct RealTimeDETR: DetectionDecoder {
    static let families = ["rtdetr"]
    static let isSuppressed = true

    let classCount: Int?
    private let output: TensorDescription

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard signature.tensors.count == 1, let output = signature.tensors.first, output.rank == 3,
            let rows = output.length(1), let columns = output.length(2), rows <= 1_000, columns > 4, columns != 6,
            rows % 100 == 0
        else { return nil }
        return DecoderMatch(.shapes, "\(rows) queries of a box and \(columns - 4) classes")
    }

    func prepare(_ input: inout InputSpecification) {
        input.fit = .stretch
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        output = try signature.firstTensor()
        classCount = output.length(2).map { $0 - 4 }
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        let (width, height) = (Float(context.tensorSize.width), Float(context.tensorSize.height))
        return try outputs.withMatrix(output) { matrix in
            guard matrix.columns > 4 else { throw VisionError.tooFewColumns(matrix.columns, expected: "a box, classes") }
            return (0..<matrix.rows).compactMap { index in
                guard let row = matrix[row: index] else { return nil }
                let best = UnsafeBufferPointer(start: row + 4, count: matrix.columns - 4).indexOfMaximum
                guard row[4 + best] > context.thresholds.confidence else { return nil }
                let box = Box(
                    centerX: row[0] * width, centerY: row[1] * height, width: row[2] * width, height: row[3] * height)
                return DetectionCandidate(box: box, classID: best, score: row[4 + best])
            }
        }
    }
}
