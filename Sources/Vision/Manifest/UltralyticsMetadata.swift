package import Imaging

/// What Ultralytics' exporters write into a model, parsed as data.
///
/// Source: ultralytics/ultralytics, `ultralytics/engine/exporter.py`; ultralytics/yolov5, `export.py`.
package struct UltralyticsMetadata {
    private let metadata: [String: String]

    package init(_ metadata: [String: String]) {
        self.metadata = metadata
    }

    /// What the model does, in their word: `detect`, `segment`, `pose`, `classify`, `obb`.
    package var task: String? { metadata["task"] }

    /// The input's size, `[height, width]` in the file.
    package var imageSize: ImageSize? {
        guard let text = metadata["imgsz"] else { return nil }
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 2, numbers.allSatisfy({ 1...16_384 ~= $0 }) else { return nil }
        return ImageSize(width: numbers[1], height: numbers[0])
    }

    /// Whether the rows are final: an end-to-end head, or suppression inside the export.
    package var isEndToEnd: Bool {
        let suppresses = metadata["args"].map { $0.contains("'nms': True") || $0.contains("\"nms\": true") } ?? false
        return metadata["end2end"]?.lowercased() == "true" || suppresses
    }

    /// The class names, written as a Python dictionary or list.
    package var names: Labels? { metadata["names"].flatMap { PythonLiteral.names(in: $0) } }

    /// The licence that the exporter wrote.
    package var licence: String? { metadata["license"] }
}

/// Class names in a Python literal: `{0: 'person', 1: "driver's cab"}` or `['person', 'bicycle']`.
enum PythonLiteral {
    /// The names, or `nil` where the text is neither a dictionary of numbers to strings nor a list of strings.
    static func names(in text: String) -> Labels? {
        var scanner = PythonScanner(text)
        return switch scanner.next() {
        case "{": dictionary(&scanner)
        case "[": list(&scanner)
        default: nil
        }
    }

    private static func dictionary(_ scanner: inout PythonScanner) -> Labels? {
        var names: [Int: String] = [:]
        while !scanner.take("}") {
            guard let number = scanner.integer(), scanner.take(":"), let name = scanner.string() else { return nil }
            names[number] = name
            guard scanner.take(",") || scanner.peek() == "}" else { return nil }
        }
        return Labels(names)
    }

    private static func list(_ scanner: inout PythonScanner) -> Labels? {
        var names: [String] = []
        while !scanner.take("]") {
            guard let name = scanner.string() else { return nil }
            names.append(name)
            guard scanner.take(",") || scanner.peek() == "]" else { return nil }
        }
        return Labels(names)
    }
}

/// Steps over a Python literal, white space aside.
private struct PythonScanner {
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    /// The next character, without stepping over it.
    mutating func peek() -> Character? {
        rest = rest.drop { $0.isWhitespace }
        return rest.first
    }

    /// The next character.
    mutating func next() -> Character? {
        defer { rest = rest.dropFirst() }
        return peek()
    }

    /// Steps over a character where it is the next one.
    mutating func take(_ character: Character) -> Bool {
        guard peek() == character else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of class, in or without quotes.
    mutating func integer() -> Int? {
        if peek() == "'" || peek() == "\"" { return string().flatMap { Int($0) } }
        let digits = rest.prefix { $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    /// A quoted string with Python's escapes for quotes and backslashes.
    mutating func string() -> String? {
        guard let quote = peek(), quote == "'" || quote == "\"" else { return nil }
        rest.removeFirst()
        var text = ""
        while let character = rest.popFirst() {
            if character == quote { return text }
            if character == "\\" {
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped)
            } else {
                text.append(character)
            }
        }
        return nil
    }
}
