/// Cold starts as a report.
struct ColdStartReport {
    private let series: ColdStartSeries

    init(_ series: ColdStartSeries) {
        self.series = series
    }

    /// A row for each part, a column for each form of the model.
    var report: Report {
        let splits = [series.model] + [series.prepared].compactMap(\.self)
        let names = series.model.parts.map(\.name)
        let rows = names.indices.map { index in
            [names[index]] + splits.map { $0.parts[index].milliseconds.formatted(decimals: 1) }
        }
        let total = ["until the first answer"] + splits.map { $0.total.formatted(decimals: 1) }
        return Report(
            series, title: "medians of \(series.rounds) fresh processes, milliseconds",
            columns: ["part", "model"] + (series.prepared == nil ? [] : ["prepared"]),
            rows: rows + [total], footer: footer)
    }

    private var footer: [String] {
        series.prepared == nil ? ["  no prepared form fits here; make one: apus optimize MODEL"] : []
    }
}
