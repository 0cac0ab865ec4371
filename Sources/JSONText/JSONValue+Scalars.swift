extension JSONValue {
    /// A string's text, its escapes resolved; `nil` where this is no string.
    package var string: String? {
        guard node.kind == .string else { return nil }
        guard node.hasEscapes else { return String(decoding: contents, as: UTF8.self) }
        return stringBytes.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A string's text as UTF-8, its escapes resolved, in one copy: for bodies that are documents themselves.
    package var stringBytes: [UInt8]? {
        guard node.kind == .string else { return nil }
        guard node.hasEscapes else { return Array(contents) }
        return contents.unescaped
    }

    /// A number that has no fraction and fits into 64 bits: `3`, `3.0` and `3e0` do, `3.5` does not.
    package var integer: Int? { node.kind == .number ? JSONNumber(text).integer : nil }

    /// A number, rounded to the nearest `Double`; `nil` where this is none, or one past the largest `Double`.
    package var number: Double? { node.kind == .number ? JSONNumber(text).double : nil }

    /// `true` or `false`; `nil` where this is neither.
    package var boolean: Bool? {
        switch node.kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// Whether this is `null`.
    package var isNull: Bool { node.kind == .null }

    /// What stands between a string's quotes, its escapes as they are.
    var contents: ArraySlice<UInt8> {
        let quote = tape.quotes.length
        return tape.bytes[node.range].dropFirst(quote).dropLast(quote)
    }

    /// Whether this is a string that says the same as UTF-8 text, without a copy where it has no escapes.
    func isString(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        guard node.kind == .string else { return false }
        return node.hasEscapes ? stringBytes?.elementsEqual(wanted) == true : contents.elementsEqual(wanted)
    }
}
