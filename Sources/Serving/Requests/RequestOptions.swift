import Diagnosis
import Imaging
import JSONText
import Vision

/// What a request says about its results.
struct RequestOptions: Sendable {
    /// What counts as a result.
    var prediction: PredictionOptions
    /// The format of the drawn picture that is asked for.
    var annotated: ImageEncoding?

    /// Reads options, each bounded by what the service allows.
    ///
    /// - Parameters:
    ///   - configuration: Defaults and limits.
    ///   - field: Gives the value of a field by its name.
    /// - Throws: ``ServingError`` with `field-invalid`.
    init(
        _ configuration: ServiceConfiguration, field: @escaping (String) -> RequestField?
    ) throws(ServingError) {
        let reader = FieldReader(field: field)
        let confidence = try reader.fraction("confidence") ?? configuration.thresholds.confidence
        let iou = try reader.fraction("iou") ?? configuration.thresholds.iou
        let most = configuration.limits.detections
        let detections = try reader.integer("max_detections", in: 1...most)
        let top = try reader.integer("top_k", in: 1...most)
        let classes = try reader.list("classes")
        do throws(VisionError) {
            prediction = try PredictionOptions {
                $0.confidence = confidence
                $0.iou = iou
                $0.maximumDetections = min(detections ?? min(300, most), top ?? most)
                $0.classes = classes.map(Set.init)
            }
        } catch {
            throw ServingError(.fieldInvalid, error.diagnosis.what, expected: error.diagnosis.expected)
        }
        annotated = try reader.annotated()
    }
}

/// Reads fields and says which one is wrong.
private struct FieldReader {
    let field: (String) -> RequestField?

    func fraction(_ name: String) throws(ServingError) -> Float? {
        try value(name, expected: "a number from 0 to 1") { field in
            field.number.map { Float($0) }.flatMap { 0...1 ~= $0 ? $0 : nil }
        }
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(ServingError) -> Int? {
        try value(name, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") { field in
            field.integer.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func list(_ name: String) throws(ServingError) -> [String]? {
        try value(name, expected: "a list of class names or numbers") { field in
            field.list.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    func annotated() throws(ServingError) -> ImageEncoding? {
        try value("annotated", expected: "true, false, jpeg, png or webp") { field -> ImageEncoding?? in
            if let flag = field.flag { return .some(flag ? .jpeg(quality: 85) : nil) }
            return field.string.flatMap { ImageEncoding.matching(pathExtension: $0, quality: 85) }.map { .some($0) }
        } ?? nil
    }

    private func value<Value>(
        _ name: String, expected: String, _ read: (RequestField) -> Value?
    ) throws(ServingError) -> Value? {
        guard let field = field(name) else { return nil }
        if case .json(let json) = field, json.isNull { return nil }
        guard let value = read(field) else {
            throw ServingError(.fieldInvalid, "the field \(name) is wrong", expected: expected, found: field.excerpt)
        }
        return value
    }
}
