/// A JSON text that has been checked once, from which values are read when they are asked for.
///
/// Follows RFC 8259 to the letter: UTF-8 only, no comments, no trailing commas, no byte order mark. Of members with the
/// same key the last counts. Escaped surrogates without their other half, which the grammar permits, read as U+FFFD.
package struct JSONDocument: Sendable {
    private let tape: JSONTape

    init(tape: JSONTape) {
        self.tape = tape
    }

    /// Checks the whole text and notes where its values lie.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 text of less than 4 GiB.
    ///   - limits: What the document may cost.
    /// - Throws: ``JSONError`` with `malformed`, `tooDeep` or `tooLarge`.
    package init(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        var parser = JSONParser(bytes, bytes.indices, quotes: .plain, limits: limits)
        tape = JSONTape(bytes: bytes, nodes: try parser.parse(), quotes: .plain)
    }

    /// The document's one outermost value.
    package var root: JSONValue { JSONValue(tape: tape, index: 0) }
}
