import JSONText
import Vision

/// What one line of metrics holds.
struct MetricLine {
    /// Pictures of one size.
    typealias Pictures = (size: String, predictions: [RequestRecord.PredictionSummary])
    /// How often a request or pictures of it failed with a code.
    typealias ErrorCount = (code: String, count: Int)

    /// What stands before the names of all metrics.
    let namespace: String
    /// The invocation's id.
    let requestID: String
    var pictures: Pictures?
    var error: ErrorCount?
    /// How long the whole request took, where it is for this line to tell.
    var milliseconds: Double?
    /// Whether the process began with this request.
    var isCold = false

    /// Whether there is nothing to tell.
    var isEmpty: Bool { directives.isEmpty }

    /// Writes the members of the line.
    ///
    /// - Parameters:
    ///   - writer: Is within the line's object.
    ///   - milliseconds: When it was measured, since the first of January 1970.
    func write(to writer: inout JSONWriter, at milliseconds: Int) {
        writer.key("_aws")
        writer.object { writer in
            writer.member("Timestamp", milliseconds)
            writer.key("CloudWatchMetrics")
            writer.array { writer in for directive in directives { directive.write(to: &writer) } }
        }
        writer.member("requestId", requestID)
        if let error {
            writer.member("ErrorCode", error.code)
            writer.member("ErrorCount", error.count)
        }
        if let pictures {
            writer.member("ImageSize", pictures.size)
            writer.values("DetectionCount", pictures.predictions.map { Double($0.detectionCount) })
            writer.values("InferenceTime", pictures.predictions.map(\.timings.run))
            writer.values("DecodeTime", pictures.predictions.map(\.timings.decode))
        }
        if let total = self.milliseconds { writer.member("TotalTime", total) }
        if isCold { writer.member("ColdStart", 1) }
    }

    private var directives: [MetricDirective] {
        var directives: [MetricDirective] = []
        if pictures != nil {
            directives.append(directive("ObjectDetection", ["ImageSize"], [("DetectionCount", "Count")]))
        }
        if !performance.isEmpty { directives.append(directive("Performance", [], performance)) }
        if error != nil { directives.append(directive("Errors", ["ErrorCode"], [("ErrorCount", "Count")])) }
        return directives
    }

    private var performance: [(name: String, unit: String)] {
        let ofPictures = pictures == nil ? [] : ["InferenceTime", "DecodeTime"]
        let durations = ofPictures + (milliseconds == nil ? [] : ["TotalTime"])
        return durations.map { ($0, "Milliseconds") } + (isCold ? [("ColdStart", "Count")] : [])
    }

    private func directive(
        _ name: String, _ dimensions: [String], _ metrics: [(name: String, unit: String)]
    ) -> MetricDirective {
        MetricDirective(namespace: "\(namespace)/\(name)", dimensions: dimensions, metrics: metrics)
    }
}

/// Which members of a line are metrics.
private struct MetricDirective {
    let namespace: String
    let dimensions: [String]
    let metrics: [(name: String, unit: String)]

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

extension JSONWriter {
    /// Writes a metric: a number, or a list where there are several.
    fileprivate mutating func values(_ name: String, _ values: [Double]) {
        key(name)
        guard values.count != 1 else { return value(values[0]) }
        array { writer in for number in values { writer.value(number) } }
    }
}
