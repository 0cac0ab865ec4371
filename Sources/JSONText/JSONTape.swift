/// A document's text and the places of its values, in the order in which they begin.
final class JSONTape: Sendable {
    /// The document's text, or one that has it in a string.
    let bytes: [UInt8]
    /// Never empty; a key is the node before its value.
    let nodes: [JSONNode]
    let quotes: JSONQuotes

    init(bytes: [UInt8], nodes: [JSONNode], quotes: JSONQuotes) {
        self.bytes = bytes
        self.nodes = nodes
        self.quotes = quotes
    }
}

/// How a document's strings are quoted.
enum JSONQuotes: Sendable {
    /// As `"text"`.
    case plain
    /// As `\"text\"`: the document is in a string of another. None of its own strings has escapes then.
    case escaped

    /// Bytes of one quote.
    var length: Int { self == .plain ? 1 : 2 }
}

/// Where a value lies, in 16 bytes.
struct JSONNode: Sendable {
    enum Kind: UInt8 {
        case object, array, string, number, yes, no, null
    }

    /// Offset of the first byte.
    let start: UInt32
    /// Offset past the last byte.
    var end: UInt32
    /// Index of the first node that is not inside this one.
    var next: UInt32
    let kind: Kind
    /// Whether a string has a backslash in it.
    var hasEscapes = false

    var range: Range<Int> { Int(start)..<Int(end) }
}
