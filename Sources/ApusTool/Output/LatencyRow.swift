import Evaluation

/// The rows in which durations are shown.
enum LatencyRow {
    /// The columns, the first of them for what was timed.
    static func columns(of subject: String) -> [String] {
        [subject, "min", "median", "p95", "max"]
    }

    /// A row's cells.
    static func cells(_ name: String, _ latency: LatencyStatistics) -> [String] {
        [name]
            + [latency.minimum, latency.median, latency.percentile95, latency.maximum].map {
                $0.formatted(decimals: 2)
            }
    }
}
