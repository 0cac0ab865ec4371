/// A header's value with parameters, such as `form-data; name="image"; filename="a.jpg"` (RFC 2045 section 5.1).
///
/// It is read byte by byte: to Swift's characters a quote with an accent behind it is no quote.
struct HeaderValue {
    /// What stands before the first semicolon, in lower case.
    let value: String
    /// The parameters, their names in lower case; of two with one name the first.
    private(set) var parameters: [String: String] = [:]

    /// Reads a value; parameters without an equals sign are passed over.
    init(_ text: ArraySlice<UInt8>) {
        var rest = text
        value = Self.text(Self.take(from: &rest, upTo: ";")).lowercased()
        while rest.popFirst() != nil {
            let equals = rest.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ";") } ?? rest.endIndex
            let name = Self.text(rest[..<equals]).lowercased()
            rest = rest[equals...]
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst().drop(while: Self.isBlank)
            let isQuoted = rest.first == UInt8(ascii: "\"")
            let value = isQuoted ? Self.takeQuoted(from: &rest) : Self.text(Self.take(from: &rest, upTo: ";"))
            parameters.merge([name: value]) { first, _ in first }
            rest = rest.drop { $0 != UInt8(ascii: ";") }
        }
    }

    private static func take(from text: inout ArraySlice<UInt8>, upTo end: Unicode.Scalar) -> ArraySlice<UInt8> {
        let taken = text.prefix { $0 != UInt8(ascii: end) }
        text = text[taken.endIndex...]
        return taken
    }

    /// The text between quotes.
    ///
    /// A backslash hides only a quote or a backslash: some programs send Windows' paths as they are.
    private static func takeQuoted(from text: inout ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        text.removeFirst()
        while let byte = text.popFirst(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\"), let next = text.first, next == byte || next == UInt8(ascii: "\"") {
                text.removeFirst()
                result.append(next)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The text without the blanks around it.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let start = bytes.drop(while: isBlank)
        let end = start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex
        return String(decoding: start[..<end], as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
