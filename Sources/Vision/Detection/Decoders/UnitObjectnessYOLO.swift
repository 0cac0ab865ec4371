import Imaging
import Inference

/// YOLOv6: `[1, cells, 5 + classes]`, one row a cell, boxes already in tensor pixels, objectness always one.
///
/// Source: meituan/YOLOv6, `deploy/ONNX` exports and `yolov6/utils/nms.py`.
struct UnitObjectnessYOLO: DetectionDecoder {
    static let families = ["yolov6"]
    static let mapsWithOneScale = true

    let classCount: Int?
    private let output: TensorDescription

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard let output = signature.tensors.first, let match = signature.matchesOneRowPerCell(output, strides: [[8, 16, 32], [8, 16, 32, 64]]) else { return nil }
        return output.name == "outputs" ? DecoderMatch(.names, match + ", named as YOLOv6 exports name it")
            : DecoderMatch(.shapes, match)
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

extension ModelSignature {
    /// Why an output looks like one row a cell with a box, objectness and classes; `nil` where it does not.
    func matchesOneRowPerCell(_ output: TensorDescription, strides: [[Int]]) -> String? {
        guard tensors.count == 1, output.rank == 3, let rows = output.length(1), let columns = output.length(2),
            columns > 5, strides.contains(where: { cellCount(strides: $0) == rows })
        else { return nil }
        return "\(rows) rows are one for each cell, with \(columns - 5) classes"
    }
}
