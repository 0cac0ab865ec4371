import Imaging
import Inference

/// Finished detections in several tensors: boxes, scores, classes and, mostly, how many of them count.
///
/// Covers the TensorFlow detection API and `TFLite_Detection_PostProcess` (corners as top, left, bottom, right, parts
/// of the picture), TensorRT's EfficientNMS and torchvision's detectors (left, top, right, bottom in tensor pixels),
/// and RT-DETR's own export, which asks for the target size. Sources: tensorflow/models, `object_detection`;
/// NVIDIA/TensorRT, `plugin/efficientNMSPlugin`; pytorch/vision, `torchvision/models/detection`;
/// lyuwenyu/RT-DETR, `rtdetr_pytorch/tools/export_onnx.py`.
struct DetectionParts: DetectionDecoder {
    static let families = ["ssd", "efficient-nms", "torchvision", "rtdetr-parts"]
    static let isSuppressed = true

    let classCount: Int? = nil
    private let parts: DetectionPartNames

    static func match(_ signature: ModelSignature) -> DecoderMatch? {
        guard let parts = DetectionPartNames(signature.tensors) else { return nil }
        return DecoderMatch(.names, "outputs \(parts.text) are finished detections")
    }

    func prepare(_ input: inout InputSpecification) {
        input.fit = parts.isLetterboxed ? .letterbox : .stretch
    }

    init(_ signature: ModelSignature) throws(VisionError) {
        guard let parts = DetectionPartNames(signature.tensors) else {
            throw VisionError(
                .outputUnexpected, "the model's outputs are not boxes, scores and classes",
                expected: "outputs whose names speak of boxes, scores and classes",
                found: signature.tensors.map(\.name).joined(separator: ", "))
        }
        self.parts = parts
    }

    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate] {
        let boxes = try outputs.tensor(parts.boxes).realValues(quantization: parts.boxes.quantization)
        let scores = try outputs.tensor(parts.scores).realValues(quantization: parts.scores.quantization)
        let classes = try outputs.tensor(parts.classes).realValues(quantization: parts.classes.quantization)
        let announced = try parts.count.flatMap { try outputs.tensor($0).realValues().first }
        let count = announced.map { Int(exactly: max(0, $0).rounded()) ?? scores.count } ?? scores.count
        guard boxes.count == scores.count * 4, classes.count == scores.count else {
            throw VisionError(
                .outputUnexpected, "boxes, scores and classes differ in number",
                expected: "\(scores.count) of each", found: "\(boxes.count / 4) boxes and \(classes.count) classes")
        }
        return (0..<min(count, scores.count)).compactMap { index in
            guard scores[index] > context.thresholds.confidence, let classID = Int(exactly: classes[index].rounded()),
                classID >= 0
            else { return nil }
            let box = parts.corners.box(boxes[index * 4..<index * 4 + 4], in: context.tensorSize)
            return DetectionCandidate(box: box, classID: classID, score: scores[index])
        }
    }
}

/// Which output holds what, found by what the names say.
struct DetectionPartNames {
    let boxes: TensorDescription
    let scores: TensorDescription
    let classes: TensorDescription
    let count: TensorDescription?
    let corners: CornerOrder

    init?(_ tensors: [TensorDescription]) {
        guard 3...4 ~= tensors.count else { return nil }
        let find = { (words: [String]) in
            tensors.first { tensor in words.contains { tensor.name.lowercased().contains($0) } }
        }
        if tensors.allSatisfy({ $0.name.contains("TFLite_Detection_PostProcess") }), tensors.count == 4 {
            // The operator names only its first output; the order is fixed: boxes, classes, scores, count.
            (boxes, classes, scores, count) = (tensors[0], tensors[1], tensors[2], tensors[3])
            corners = .topLeftParts
        } else if let boxes = find(["box"]), let scores = find(["score"]), let classes = find(["class", "label"]) {
            (self.boxes, self.scores, self.classes) = (boxes, scores, classes)
            count = find(["num"])
            corners = boxes.name.contains("detection_boxes") ? .topLeftParts : .leftTopPixels
        } else {
            return nil
        }
    }

    /// EfficientNMS ends YOLO models, whose pictures are letterboxed; the others stretch theirs.
    var isLetterboxed: Bool { boxes.name.hasPrefix("det_") }

    /// The outputs' names, for people.
    var text: String { [boxes, scores, classes].map(\.name).joined(separator: ", ") }
}

/// Order and unit of a box's four numbers.
enum CornerOrder {
    /// Top, left, bottom, right, as parts of the picture.
    case topLeftParts
    /// Left, top, right, bottom, in tensor pixels.
    case leftTopPixels

    func box(_ values: ArraySlice<Float>, in size: ImageSize) -> Box {
        let first = values.startIndex
        let (width, height) = (Float(size.width), Float(size.height))
        return switch self {
        case .topLeftParts:
            Box(
                xMin: values[first + 1] * width, yMin: values[first] * height,
                xMax: values[first + 3] * width, yMax: values[first + 2] * height)
        case .leftTopPixels:
            Box(xMin: values[first], yMin: values[first + 1], xMax: values[first + 2], yMax: values[first + 3])
        }
    }
}
