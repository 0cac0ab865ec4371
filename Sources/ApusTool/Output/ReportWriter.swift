import ArgumentParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How results are written to standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// A table for people.
    case text
    /// One JSON array, or one object for commands with one result.
    case json
    /// One JSON object a line.
    case jsonl
    /// Comma-separated values with a header line (RFC 4180).
    case csv
}

/// The option that every command with results has.
struct FormatOption: ParsableArguments {
    @Option(help: "How results are written.")
    var format = OutputFormat.text
}

/// Writes reports in one format as they come.
struct ReportWriter {
    let format: OutputFormat
    private var count = 0

    init(_ format: OutputFormat) {
        self.format = format
    }

    /// Writes the only report of a command: its JSON is an object, not an array.
    static func writeOnly(_ report: Report, as format: OutputFormat) throws {
        var writer = ReportWriter(format == .json ? .jsonl : format)
        if format == .json {
            Terminal.write(try encode(report.value, pretty: true) + "\n")
        } else {
            try writer.write(report)
        }
    }

    /// Writes one of many reports.
    mutating func write(_ report: Report) throws {
        defer { count += 1 }
        switch format {
        case .text: Terminal.write((count > 0 ? "\n" : "") + TextTable(report).text)
        case .json: Terminal.write((count > 0 ? ",\n" : "[\n") + (try Self.encode(report.value, pretty: true)))
        case .jsonl: Terminal.write(try Self.encode(report.value, pretty: false) + "\n")
        case .csv:
            if count == 0 { Terminal.write(CSV.line(report.columns)) }
            Terminal.write(report.rows.map(CSV.line).joined())
        }
    }

    /// Ends the output after the last report.
    func finish() {
        if format == .json { Terminal.write(count == 0 ? "[]\n" : "\n]\n") }
    }

    private static func encode(_ value: any Encodable, pretty: Bool) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Lines of comma-separated values (RFC 4180).
enum CSV {
    /// One record with its line's end.
    static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return cell }
        let doubled = cell.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
        return "\"\(doubled)\""
    }
}
