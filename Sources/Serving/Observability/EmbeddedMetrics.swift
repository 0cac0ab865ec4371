import Imaging
import JSONText
import Vision

/// Metrics as CloudWatch reads them out of log lines (AWS documentation, "Embedded metric format specification").
struct EmbeddedMetrics: Sendable {
    private let settings: MetricSettings

    /// Values of one metric in a line, as many as the format allows.
    private static let maximumValues = 100

    init(_ settings: MetricSettings) {
        self.settings = settings
    }

    /// The lines of a request: one for all its metrics, and one more for each further code of an error, since a line has
    /// one value for each dimension; none where there is nothing to measure.
    ///
    /// Pictures of one request that have different sizes count under the first one's.
    ///
    /// - Parameters:
    ///   - record: What happened.
    ///   - milliseconds: When, since the first of January 1970.
    /// - Returns: JSON text without a line's end.
    func lines(for record: RequestRecord, milliseconds: Int) -> [[UInt8]] {
        let predictions = Array(record.predictions.prefix(Self.maximumValues))
        let errors = Dictionary(record.failures.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
        guard !predictions.isEmpty || !errors.isEmpty else { return [] }
        let first = line(for: record, predictions, errors.first, milliseconds: milliseconds)
        return [first] + errors.dropFirst().map { line(for: record, [], $0, milliseconds: milliseconds) }
    }

    /// How often a request or pictures of it failed with a code.
    private typealias ErrorCount = (key: String, value: Int)

    private func line(
        for record: RequestRecord, _ predictions: [RequestRecord.PredictionSummary], _ error: ErrorCount?,
        milliseconds: Int
    ) -> [UInt8] {
        var directives: [Directive] = []
        if !predictions.isEmpty {
            directives.append(directive("ObjectDetection", ["ImageSize"], [("DetectionCount", "Count")]))
            directives.append(directive("Performance", [], Self.durations + (record.isCold ? [Self.coldStart] : [])))
        }
        if error != nil { directives.append(directive("Errors", ["ErrorCode"], [("ErrorCount", "Count")])) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("_aws")
            writer.object { writer in
                writer.key("Timestamp")
                writer.value(milliseconds)
                writer.key("CloudWatchMetrics")
                writer.array { writer in for directive in directives { directive.write(to: &writer) } }
            }
            write(predictions, error, record, to: &writer)
        }
        return writer.bytes
    }

    private static let durations = [
        ("InferenceTime", "Milliseconds"), ("DecodeTime", "Milliseconds"), ("TotalTime", "Milliseconds"),
    ]
    private static let coldStart = ("ColdStart", "Count")

    private func write(
        _ predictions: [RequestRecord.PredictionSummary], _ error: ErrorCount?, _ record: RequestRecord,
        to writer: inout JSONWriter
    ) {
        writer.member("requestId", record.id)
        if let error {
            writer.member("ErrorCode", error.key)
            writer.member("ErrorCount", error.value)
        }
        guard let first = predictions.first else { return }
        writer.member("ImageSize", settings.imageSize.text(first.imageSize))
        writer.values("DetectionCount", predictions.map { Double($0.detectionCount) })
        writer.values("InferenceTime", predictions.map(\.timings.run))
        writer.values("DecodeTime", predictions.map(\.timings.decode))
        writer.member("TotalTime", record.milliseconds)
        if record.isCold { writer.member("ColdStart", 1) }
    }

    private func directive(
        _ name: String, _ dimensions: [String], _ metrics: [(String, String)]
    ) -> Directive {
        Directive(namespace: "\(settings.namespace)/\(name)", dimensions: dimensions, metrics: metrics)
    }
}

/// Which members of a line are metrics.
private struct Directive {
    let namespace: String
    let dimensions: [String]
    let metrics: [(name: String, unit: String)]

    init(namespace: String, dimensions: [String], metrics: [(String, String)]) {
        self.namespace = namespace
        self.dimensions = dimensions
        self.metrics = metrics.map { ($0, $1) }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("Namespace", namespace)
            writer.key("Dimensions")
            writer.array { writer in
                writer.array { writer in for dimension in dimensions { writer.value(dimension) } }
            }
            writer.key("Metrics")
            writer.array { writer in
                for (name, unit) in metrics {
                    writer.object { writer in
                        writer.member("Name", name)
                        writer.member("Unit", unit)
                    }
                }
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

extension JSONWriter {
    /// Writes a metric: a number, or a list where there are several.
    fileprivate mutating func values(_ name: String, _ values: [Double]) {
        key(name)
        guard values.count != 1 else { return value(values[0]) }
        array { writer in for number in values { writer.value(number) } }
    }
}
