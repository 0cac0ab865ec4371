/// A report as people read it: columns as wide as their widest cell, numbers to the right.
struct TextTable {
    private let report: Report

    init(_ report: Report) {
        self.report = report
    }

    /// Title, table and footer, each line ended.
    var text: String {
        var lines = report.title.isEmpty ? [] : [report.title]
        if !report.rows.isEmpty {
            lines.append(line(report.columns))
            lines += report.rows.map(line)
        }
        lines += report.footer
        return lines.joined(separator: "\n") + "\n"
    }

    private var widths: [Int] {
        report.columns.indices.map { column in
            report.rows.reduce(report.columns[column].count) { max($0, $1[column].count) }
        }
    }

    private var alignsRight: [Bool] {
        report.columns.indices.map { column in
            report.rows.allSatisfy { row in row[column].first.map { $0.isNumber || "-+".contains($0) } ?? true }
        }
    }

    private func line(_ cells: [String]) -> String {
        let padded = zip(cells, zip(widths, alignsRight)).map { cell, layout in
            let space = String(repeating: " ", count: max(0, layout.0 - cell.count))
            return layout.1 ? space + cell : cell + space
        }
        var line = "  " + padded.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }
}
