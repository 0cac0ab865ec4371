import Imaging
import Vision

/// Metrics as CloudWatch reads them out of log lines (AWS documentation, "Embedded metric format specification").
struct EmbeddedMetrics: Sendable {
    private let settings: MetricSettings

    /// Values of one metric in a line, as many as the format allows.
    private static let maximumValues = 100

    init(_ settings: MetricSettings) {
        self.settings = settings
    }

    /// The lines of a request; none where there is nothing to measure.
    ///
    /// A line has one value for each dimension and a limited number for each metric. So there is a line for each size of
    /// pictures and for each code of an error, and one more for each further hundred pictures of a size.
    func lines(for record: RequestRecord) -> [MetricLine] {
        var groups = self.groups(of: record.predictions).makeIterator()
        let counts = Dictionary(record.failures.map { ($0, 1) }, uniquingKeysWith: +)
        var errors = counts.sorted { $0.key < $1.key }.makeIterator()
        var lines: [MetricLine] = []
        while true {
            var line = MetricLine(namespace: settings.namespace, requestID: record.id)
            line.pictures = groups.next()
            line.error = errors.next().map { (code: $0.key, count: $0.value) }
            if lines.isEmpty {
                line.milliseconds = line.pictures.map { _ in record.milliseconds }
                line.isCold = record.isCold
            }
            guard !line.isEmpty else { return lines }
            lines.append(line)
        }
    }

    /// The pictures of each size, in the order in which the sizes came, as many together as a line takes.
    private func groups(of predictions: [RequestRecord.PredictionSummary]) -> [MetricLine.Pictures] {
        var sizes: [String] = []
        var members: [String: [RequestRecord.PredictionSummary]] = [:]
        for prediction in predictions {
            let size = settings.imageSize.text(prediction.imageSize)
            if members[size] == nil { sizes.append(size) }
            members[size, default: []].append(prediction)
        }
        return sizes.flatMap { size in
            let all = members[size] ?? []
            return stride(from: 0, to: all.count, by: Self.maximumValues).map { start in
                (size: size, predictions: Array(all[start...].prefix(Self.maximumValues)))
            }
        }
    }
}

extension MetricSettings.ImageSizeForm {
    /// A picture's size as a dimension's value.
    fileprivate func text(_ size: ImageSize) -> String {
        guard self == .bucketed else { return "\(size.width)x\(size.height)" }
        return switch size.pixelCount {
        case ..<500_000: "under 0.5 MP"
        case ..<2_000_000: "0.5 to 2 MP"
        case ..<8_000_000: "2 to 8 MP"
        default: "8 MP and more"
        }
    }
}
