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
            columns: LatencyRow.columns(of: "part"),
            rows: named.map { LatencyRow.cells($0, $1) },
            footer: ["  total / bare run: \(benchmark.ratio.formatted(decimals: 2))"])
    }
}
