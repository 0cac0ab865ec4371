extension JSONWriter {
    /// Writes a number with the fewest digits that read back as the same `Float`; `null` where JSON has no form for it.
    package mutating func value(_ number: Float) {
        if number.isFinite { value(raw: number.description.utf8) } else { null() }
    }

    /// Writes a value that describes itself to Swift's encoders, its members in the order in which it gives them.
    ///
    /// - Throws: What the value's `encode(to:)` throws.
    package mutating func value(of encodable: some Encodable) throws {
        try EncodedNode(encodable).write(to: &self)
    }

    /// Writes the members of a value that describes itself as an object, into the object that is being written.
    ///
    /// - Throws: What the value's `encode(to:)` throws; `EncodingError` for a value that is no object.
    package mutating func members(of encodable: some Encodable) throws {
        guard case .object(let members) = try EncodedNode(encodable).content else {
            throw EncodingError.invalidValue(
                encodable, .init(codingPath: [], debugDescription: "a value without members has none to write"))
        }
        members.write(to: &self)
    }
}
