extension JSONWriter {
    /// Writes an integer.
    package mutating func value(_ integer: Int) { value(raw: integer.description.utf8) }

    /// Writes an integer of 64 bits.
    package mutating func value(_ integer: Int64) { value(raw: integer.description.utf8) }

    /// Writes a number with the fewest digits that read back as the same `Double`; `null` where JSON has no form for it.
    package mutating func value(_ number: Double) {
        if number.isFinite { value(raw: number.description.utf8) } else { null() }
    }

    /// Writes `true` or `false`.
    package mutating func value(_ boolean: Bool) { value(raw: boolean.description.utf8) }

    /// Writes `null`.
    package mutating func null() { value(raw: "null".utf8) }

    /// Writes a key and a string.
    package mutating func member(_ name: String, _ string: String) {
        key(name)
        value(string)
    }

    /// Writes a key and an integer.
    package mutating func member(_ name: String, _ integer: Int) {
        key(name)
        value(integer)
    }

    /// Writes a key and a number.
    package mutating func member(_ name: String, _ number: Double) {
        key(name)
        value(number)
    }

    /// Writes a key and `true` or `false`.
    package mutating func member(_ name: String, _ boolean: Bool) {
        key(name)
        value(boolean)
    }
}
