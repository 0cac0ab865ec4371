import Diagnosis

/// A report as people read it: columns as wide as their widest cell, numbers to the right, nothing that a terminal
/// would obey.
struct TextTable {
    private let title: String
    private let columns: [String]
    private let rows: [[String]]
    private let footer: [String]

    init(_ report: Report) {
        title = Diagnosis.excerpt(report.title)
        columns = report.columns
        rows = report.rows.map { $0.map { Diagnosis.excerpt($0) } }
        footer = report.footer
    }

    /// Title, table and footer, each line ended.
    var text: String {
        var lines = title.isEmpty ? [] : [title]
        if !rows.isEmpty {
            let layout = zip(widths, alignsRight).map { (width: $0, alignsRight: $1) }
            lines += ([columns] + rows).map { Self.line($0, layout) }
        }
        lines += footer
        return lines.joined(separator: "\n") + "\n"
    }

    private var widths: [Int] {
        columns.indices.map { column in
            rows.reduce(columns[column].count) { max($0, $1[column].count) }
        }
    }

    private var alignsRight: [Bool] {
        columns.indices.map { column in
            rows.allSatisfy { row in row[column].first.map { $0.isNumber || "-+".contains($0) } ?? true }
        }
    }

    private static func line(_ cells: [String], _ layout: [(width: Int, alignsRight: Bool)]) -> String {
        let padded = zip(cells, layout).map { cell, layout in
            let space = String(repeating: " ", count: max(0, layout.width - cell.count))
            return layout.alignsRight ? space + cell : cell + space
        }
        var line = "  " + padded.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }
}
