#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Writes reports in one format as they come.
struct ReportWriter {
    let format: OutputFormat
    private var count = 0

    init(_ format: OutputFormat) {
        self.format = format
    }

    /// Writes the only report of a command: its JSON is an object, not an array.
    ///
    /// - Throws: `ToolError` with `output-unwritable`.
    static func writeOnly(_ report: Report, as format: OutputFormat) throws {
        guard format != .json else { return try Terminal.write(encode(report.value, pretty: true) + "\n") }
        var writer = ReportWriter(format)
        try writer.write(report)
    }

    /// Writes one of many reports.
    ///
    /// - Throws: `ToolError` with `output-unwritable`.
    mutating func write(_ report: Report) throws {
        let isFirst = count == 0
        count += 1
        switch format {
        case .text: try Terminal.write((isFirst ? "" : "\n") + TextTable(report).text)
        case .json: try Terminal.write((isFirst ? "[\n" : ",\n") + Self.encode(report.value, pretty: true))
        case .jsonl: try Terminal.write(Self.encode(report.value, pretty: false) + "\n")
        case .csv:
            let records = (isFirst ? [report.records.header] : []) + report.records.rows
            try Terminal.write(records.map(CSV.line).joined())
        }
    }

    /// Ends the output after the last report.
    ///
    /// - Throws: `ToolError` with `output-unwritable`.
    func finish() throws {
        if format == .json { try Terminal.write(count == 0 ? "[]\n" : "\n]\n") }
    }

    private static func encode(_ value: any Encodable, pretty: Bool) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
