import ArgumentParser

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
