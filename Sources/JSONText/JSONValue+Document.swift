import CTextScan

extension JSONValue {
    /// The document that a string holds, such as the body of an HTTP request in the event that carries it.
    ///
    /// Where no string of the inner document has escapes of its own, it is read in place, without an unescaped copy.
    ///
    /// - Parameter limits: What the inner document may cost.
    /// - Returns: The inner document; it keeps the text of the outer one alive.
    /// - Throws: ``JSONError`` with `malformed`, where this is no string too, `tooDeep` or `tooLarge`; positions count
    ///   from the beginning of the unescaped text.
    package func document(limits: JSONLimits = .standard) throws(JSONError) -> JSONDocument {
        guard node.kind == .string else {
            throw JSONError(.malformed, "there is no JSON text", expected: "a string", found: "\(kind)")
        }
        guard node.hasEscapes else { return try JSONDocument(Array(contents), limits: limits) }
        var parser = JSONParser(tape.bytes, contents.indices, quotes: .escaped, limits: limits)
        if let nodes = try? parser.parse() {
            return JSONDocument(tape: JSONTape(bytes: tape.bytes, nodes: nodes, quotes: .escaped))
        }
        // Something is wrong, or has escapes in escapes; read as usual, it is told which.
        return try JSONDocument(contents.unescaped, limits: limits)
    }
}

extension ArraySlice<UInt8> {
    /// A string's contents without its escapes, which are known to be valid.
    var unescaped: [UInt8] {
        withUnsafeBufferPointer { text in
            [UInt8](unsafeUninitializedCapacity: text.count) { output, count in
                count = apus_unescape(text.baseAddress, text.count, output.baseAddress, output.count).written
            }
        }
    }
}
