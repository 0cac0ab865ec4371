import Imaging
import Inference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// DETR: `logits [1, queries, classes + 1]` and `pred_boxes [1, queries, 4]`, a query a row, needing no suppression.
///
/// The last logit stands for "no object"; the score is the softmax of the best other one. Boxes are centre and extent
/// as parts of the tensor. Pictures are stretched and normalised with ImageNet's statistics.
/// Source: facebookresearch/detr, `models/detr.py`, PostProcess.
struct DETR: DetectionDecoder {
    static let families = ["detr"]
    static let isSuppressed = true

    let classCount: Int?
    private let logits: TensorDescription
    private let boxes: TensorDescription

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard let decoder = try? DETR(signature) else { return nil }
        let names = [decoder.logits.name, decoder.boxes.name]
        guard names.contains(where: { $0.contains("logits") }) else { return nil }
        return DecoderMatch(.names, "outputs \(names.joined(separator: " and ")) are a query a row")
    }

    func prepare(_ input: inout InputSpecification) {
        input.fit = .stretch
        input.normalization = .imageNet
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        let tensors = signature.tensors
        guard tensors.count == 2, let boxes = tensors.first(where: { $0.rank == 3 && $0.length(2) == 4 }),
            let logits = tensors.first(where: { $0 != boxes && $0.rank == 3 })
        else {
            throw VisionError(
                .outputUnexpected, "the model's outputs are not DETR's",
                expected: "logits [1, queries, classes + 1] and boxes [1, queries, 4]")
        }
        self.boxes = boxes
        self.logits = logits
        classCount = logits.length(2).map { $0 - 1 }
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        let (width, height) = (Float(context.tensorSize.width), Float(context.tensorSize.height))
        return try outputs.withMatrix(logits) { logits in
            try outputs.withMatrix(boxes) { boxes in
                guard boxes.rows == logits.rows, boxes.columns == 4, logits.columns > 1 else {
                    throw VisionError.tooFewColumns(boxes.columns, expected: "a box for each query")
                }
                return (0..<logits.rows).compactMap { index in
                    guard let row = logits[row: index] else { return nil }
                    let (classID, score) = Self.best(UnsafeBufferPointer(start: row, count: logits.columns))
                    guard score > context.thresholds.confidence else { return nil }
                    let box = Box(
                        centerX: boxes[index, 0] * width, centerY: boxes[index, 1] * height,
                        width: boxes[index, 2] * width, height: boxes[index, 3] * height)
                    return DetectionCandidate(box: box, classID: classID, score: score)
                }
            }
        }
    }

    /// The best class but the last, with its share of the softmax over all.
    private static func best(_ logits: UnsafeBufferPointer<Float>) -> (classID: Int, score: Float) {
        let classID = UnsafeBufferPointer(rebasing: logits.dropLast()).indexOfMaximum
        let largest = logits.reduce(-Float.infinity, max)
        let sum = logits.reduce(Float(0)) { $0 + expf($1 - largest) }
        return (classID, expf(logits[classID] - largest) / sum)
    }
}
