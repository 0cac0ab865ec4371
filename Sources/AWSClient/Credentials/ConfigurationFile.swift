/// Sections of names and values, as AWS' tools write them.
///
/// Lines that start with `#` or `;` are comments; indented lines belong to a setting before them and are passed over,
/// because none that is used here has such. Names are compared in lower case, and sections that come twice are one.
struct ConfigurationFile: Sendable {
    private var sections: [String: [String: String]] = [:]

    /// Reads a file; lines that are no settings are passed over.
    init(_ bytes: [UInt8]) {
        var current: String?
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let first = line.first, !"#; \t".utf8.contains(first) else { continue }
            let text = String(decoding: line, as: UTF8.self)
            if first == UInt8(ascii: "[") {
                current = Self.sectionName(text)
                if let current, sections[current] == nil { sections[current] = [:] }
            } else if let current, let equals = text.firstIndex(of: "=") {
                let name = Self.trimmed(text[..<equals]).lowercased()
                sections[current]?[name] = Self.trimmed(text[text.index(after: equals)...])
            }
        }
    }

    /// A section's settings, or `nil` where there is none of this name.
    func section(_ name: String) -> [String: String]? { sections[name] }

    /// `profile a b` of `[profile "a b"]`.
    private static func sectionName(_ line: String) -> String? {
        guard let end = line.firstIndex(of: "]") else { return nil }
        let words = line[line.index(after: line.startIndex)..<end].split(
            maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
        return words.map { trimmed($0, also: "\"'") }.joined(separator: " ")
    }

    private static func trimmed(_ text: Substring, also quotes: String = "") -> String {
        func isOutside(_ character: Character) -> Bool {
            character == " " || character == "\t" || quotes.contains(character)
        }
        let start = text.drop(while: isOutside)
        guard let last = start.lastIndex(where: { !isOutside($0) }) else { return "" }
        return String(start[...last])
    }
}
