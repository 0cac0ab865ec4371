import Evaluation

/// A benchmark as a report.
struct BenchmarkReport {
    private let benchmark: ModelBenchmark

    init(_ benchmark: ModelBenchmark) {
        self.benchmark = benchmark
    }

    /// A row for each part, then the whole and the bare model.
    var report: Report {
        let named =
            benchmark.parts.map { ($0.name, $0.latency) }
            + [("total", benchmark.total), ("bare run", benchmark.bare)]
        return Report(
            benchmark, title: "\(benchmark.rounds) rounds, milliseconds",
            columns: ["part", "min", "median", "p95", "max"],
            rows: named.map { row($0, $1) },
            footer: ["  total / bare run: \(benchmark.ratio.formatted(decimals: 2))"])
    }

    private func row(_ name: String, _ latency: LatencyStatistics) -> [String] {
        [name]
            + [latency.minimum, latency.median, latency.percentile95, latency.maximum].map {
                $0.formatted(decimals: 2)
            }
    }
}
