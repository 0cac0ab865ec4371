import Apus

/// YOLOv8 with its output transposed, as some exporters leave it: `[1, cells, 4 + classes]`, one row a cell.
///
/// A row holds the box's centre and extent in tensor pixels, then a probability for each class.
struct TransposedYOLO: DetectionDecoder {
    static let families = ["transposed-yolo"]

    let classCount: Int?
    private let output: TensorDescription

    /// The name decides: by shape alone the output could be YOLOv6's or YOLOX's as well.
    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard signature.tensors.count == 1, let output = signature.tensors.first, output.name == "transposed",
            let lengths = output.dimensions?.map(\.length), lengths.count == 3,
            lengths[1] == signature.cellCount(strides: [8, 16, 32])
        else { return nil }
        return DecoderMatch(.names, "one row for each cell, named as our exporter names it")
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        guard let output = signature.tensors.first, let columns = output.dimensions?.last?.length, columns > 4 else {
            throw VisionError(.outputUnexpected, "the output has no class columns", expected: "[1, cells, 4 + classes]")
        }
        self.output = output
        classCount = columns - 4
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        guard let tensor = try outputs[output.name]?.tensor(), let classCount, tensor.shape[-1] == 4 + classCount else {
            throw VisionError(.outputUnexpected, "the output has another form than the model announced")
        }
        return try tensor.withRealValues(quantization: output.quantization) { values in
            stride(from: 0, to: values.count, by: 4 + classCount).compactMap { row in
                let scores = values[(row + 4)..<(row + 4 + classCount)]
                guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }),
                    scores[best] > context.thresholds.confidence
                else { return nil }
                let box = Box(
                    centerX: values[row], centerY: values[row + 1], width: values[row + 2], height: values[row + 3])
                return DetectionCandidate(box: box, classID: best - row - 4, score: scores[best])
            }
        }
    }
}
