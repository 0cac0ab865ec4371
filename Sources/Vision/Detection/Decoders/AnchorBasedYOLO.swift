import Inference

/// YOLOv5 and YOLOv7: `[1, anchors, 5 + classes]`, three anchors a cell.
///
/// A row holds the box's centre and extent in tensor pixels, objectness, and a probability for each class; the score
/// is objectness times the best class. Source: ultralytics/yolov5, `utils/general.py`, `non_max_suppression`.
struct AnchorBasedYOLO: DetectionDecoder {
    static let families = ["yolov5", "yolov7"]
    static let mapsWithOneScale = true

    private let rows: ObjectnessRows

    var classCount: Int? { rows.classCount }

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
        rows = try ObjectnessRows(signature)
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        try rows.candidates(in: outputs, context: context)
    }
}
