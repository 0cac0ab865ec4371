import Diagnosis
import Imaging
import Vision

/// A prediction as a report.
struct PredictionReport {
    private let prediction: Prediction
    private let showsTimings: Bool

    init(_ prediction: Prediction, showsTimings: Bool) {
        self.prediction = prediction
        self.showsTimings = showsTimings
    }

    private static let columns = ["class_name", "class_id", "confidence", "x_min", "y_min", "x_max", "y_max"]

    /// A row for each object.
    var report: Report {
        switch prediction.content {
        case .detections(let detections):
            Report(
                prediction, title: title(count: detections.count), key: Self.key(prediction.imageName),
                columns: Self.columns, rows: detections.map(row), footer: showsTimings ? [timings] : [])
        }
    }

    /// The report of a picture that failed.
    static func failure(_ error: any Error, imageName: String?) -> Report {
        let diagnosis = (error as? any DiagnosedError)?.diagnosis
        let failure = Failure(
            image_name: imageName,
            error: .init(code: diagnosis?.code ?? "failed", message: diagnosis?.what ?? "\(error)"))
        return Report(failure, key: key(imageName), columns: columns, rows: [])
    }

    private static func key(_ imageName: String?) -> Report.Key {
        Report.Key(column: "image_name", value: imageName ?? "")
    }

    private struct Failure: Encodable {
        let image_name: String?
        let error: Cause

        struct Cause: Encodable {
            let code: String
            let message: String
        }
    }

    private func row(_ detection: Detection) -> [String] {
        let edges = [detection.box.xMin, detection.box.yMin, detection.box.xMax, detection.box.yMax]
        return [
            detection.label, "\(detection.classID)", Double(detection.confidence).formatted(decimals: 3),
        ] + edges.map { Double($0).formatted(decimals: 0) }
    }

    private func title(count: Int) -> String {
        let name = prediction.imageName.map { "\($0) " } ?? ""
        return "\(name)\(prediction.imageSize): \(count) \(count == 1 ? "object" : "objects")"
    }

    private var timings: String {
        let timings = prediction.timings
        let parts = [
            ("decode", timings.decode), ("preprocess", timings.preprocess), ("run", timings.run),
            ("postprocess", timings.postprocess), ("total", timings.total),
        ]
        return "  " + parts.map { "\($0) \($1.formatted(decimals: 1)) ms" }.joined(separator: ", ")
    }
}
