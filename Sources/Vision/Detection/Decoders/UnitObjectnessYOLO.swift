import Inference

/// YOLOv6: `[1, cells, 5 + classes]`, one row a cell, boxes already in tensor pixels, objectness always one.
///
/// Source: meituan/YOLOv6, `deploy/ONNX` exports and `yolov6/utils/nms.py`.
struct UnitObjectnessYOLO: DetectionDecoder {
    static let families = ["yolov6"]
    static let mapsWithOneScale = true

    private let rows: ObjectnessRows

    var classCount: Int? { rows.classCount }

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        signature.matchOneRowPerCell(strides: [[8, 16, 32], [8, 16, 32, 64]], outputName: "outputs")
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        rows = try ObjectnessRows(signature)
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        try rows.candidates(in: outputs, context: context)
    }
}

extension ModelSignature {
    /// Whether the only output has one row a cell with a box, objectness and classes.
    ///
    /// - Parameters:
    ///   - strides: The sets of strides that the family has.
    ///   - outputName: What the family's exporter calls the output; another name makes the match weaker.
    /// - Returns: The match, or `nil` where the output has another form.
    func matchOneRowPerCell(strides: [[Int]], outputName: String) -> DecoderMatch? {
        guard tensors.count == 1, let output = tensors.first, output.rank == 3, let rows = output.length(1),
            let columns = output.length(2),
            columns > 5, strides.contains(where: { cellCount(strides: $0) == rows })
        else { return nil }
        let reason = "\(rows) rows are one for each cell, with \(columns - 5) classes"
        return output.name == outputName
            ? DecoderMatch(.names, "\(reason), named as the family's exporter names it")
            : DecoderMatch(.shapes, reason)
    }
}
