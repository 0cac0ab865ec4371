import Evaluation

/// A function's benchmark as a report.
struct FunctionBenchmarkReport {
    private let benchmark: FunctionBenchmark

    init(_ benchmark: FunctionBenchmark) {
        self.benchmark = benchmark
    }

    /// A row for each kind of wait, and the memory below.
    var report: Report {
        let (processes, requests) = (benchmark.amount.processes, benchmark.amount.requests)
        return Report(
            benchmark, title: "fresh processes: \(processes), further events in the last: \(requests); milliseconds",
            columns: LatencyRow.columns(of: "wait"),
            rows: [
                LatencyRow.cells("start to first request", benchmark.ready),
                LatencyRow.cells("start to first answer", benchmark.cold),
                LatencyRow.cells("event to answer, warm", benchmark.warm),
            ],
            footer: memory)
    }

    private var memory: [String] {
        guard let bytes = benchmark.peakMemory else { return [] }
        return ["  peak memory: \((Double(bytes) / 1_048_576).formatted(decimals: 1)) MiB"]
    }
}
