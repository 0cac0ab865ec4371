/// Reads a document once, front to back, without recursion, and notes where each value lies.
struct JSONParser {
    let bytes: [UInt8]
    /// Offset past the document's last byte.
    let end: Int
    let quotes: JSONQuotes
    private let limits: JSONLimits
    /// Offset of the byte that is looked at.
    var position: Int
    private var nodes: [JSONNode] = []
    /// Indices of the objects and arrays that are not closed yet, the innermost last.
    private var open: [Int] = []

    /// Reads the document in a range of `bytes`; one with escaped quotes is known to be in a string that is valid.
    init(_ bytes: [UInt8], _ range: Range<Int>, quotes: JSONQuotes, limits: JSONLimits) {
        self.bytes = bytes
        self.quotes = quotes
        position = range.lowerBound
        end = range.upperBound
        self.limits = limits
    }

    /// The byte that is looked at; 0, which stands nowhere in JSON, at the end.
    var current: UInt8 { byte(at: position) }

    func byte(at position: Int) -> UInt8 { position < end ? bytes[position] : 0 }

    /// The places of all values, the outermost first.
    mutating func parse() throws(JSONError) -> [JSONNode] {
        guard bytes.count < UInt32.max else {
            throw JSONError(.tooLarge, "the document is too large", expected: "less than 4 GiB")
        }
        skipWhiteSpace()
        try parseValue()
        while let container = open.last {
            try continueContainer(container)
        }
        skipWhiteSpace()
        guard position == end else { throw unexpected(expected: "the end") }
        return nodes
    }

    /// Reads the next member or element of an object or array, or its end.
    private mutating func continueContainer(_ container: Int) throws(JSONError) {
        let isObject = nodes[container].kind == .object
        let isEmpty = nodes.count == container + 1
        skipWhiteSpace()
        if current == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            position += 1
            nodes[container].end = UInt32(position)
            nodes[container].next = UInt32(nodes.count)
            open.removeLast()
            return
        }
        if !isEmpty {
            try expect(UInt8(ascii: ","), isObject ? "a comma or }" : "a comma or ]")
            skipWhiteSpace()
        }
        if isObject {
            guard isAtQuote else { throw unexpected(expected: isEmpty ? "a key or }" : "a key") }
            try parseValue()
            skipWhiteSpace()
            try expect(UInt8(ascii: ":"), "a colon")
            skipWhiteSpace()
        }
        try parseValue()
    }

    private mutating func parseValue() throws(JSONError) {
        let start = position
        switch current {
        case UInt8(ascii: "{"): try open(.object)
        case UInt8(ascii: "["): try open(.array)
        case _ where isAtQuote:
            let hasEscapes = try skipString()
            try append(.string, from: start, hasEscapes: hasEscapes)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            try skipNumber()
            try append(.number, from: start)
        case UInt8(ascii: "t"):
            try skipLiteral("true")
            try append(.yes, from: start)
        case UInt8(ascii: "f"):
            try skipLiteral("false")
            try append(.no, from: start)
        case UInt8(ascii: "n"):
            try skipLiteral("null")
            try append(.null, from: start)
        default: throw unexpected(expected: "a value")
        }
    }

    private mutating func open(_ kind: JSONNode.Kind) throws(JSONError) {
        guard open.count < limits.maximumDepth else {
            throw JSONError(
                .tooDeep, "the document is nested too deeply at byte \(position)",
                expected: "at most \(limits.maximumDepth) levels")
        }
        open.append(nodes.count)
        position += 1
        try append(kind, from: position - 1)
    }

    private mutating func append(
        _ kind: JSONNode.Kind, from start: Int, hasEscapes: Bool = false
    ) throws(JSONError) {
        guard nodes.count < limits.maximumNodes else {
            throw JSONError(
                .tooLarge, "the document has too many values", expected: "at most \(limits.maximumNodes)")
        }
        nodes.append(
            JSONNode(
                start: UInt32(start), end: UInt32(position), next: UInt32(nodes.count + 1), kind: kind,
                hasEscapes: hasEscapes))
    }
}
