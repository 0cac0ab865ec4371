/// Writes JSON into one growing buffer; commas and escapes are its business.
///
/// Values, keys and containers go where they are called: a key before each value of an object, no key elsewhere.
package struct JSONWriter: Sendable {
    /// What was written.
    package private(set) var bytes: [UInt8] = []
    /// Whether a comma has to come before the next key or value.
    private var needsComma = false

    /// An empty buffer.
    package init() {}

    /// Writes an object.
    ///
    /// - Parameter members: Writes keys, each followed by a value.
    package mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        try container("{", "}", members)
    }

    /// Writes an array.
    ///
    /// - Parameter elements: Writes values.
    package mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
        try container("[", "]", elements)
    }

    /// Writes the key of the value that follows.
    package mutating func key(_ name: String) {
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes JSON text that is known to be valid, as it is.
    package mutating func value(raw json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Writes a string.
    package mutating func value(_ string: String) {
        separate()
        appendQuoted(string)
    }

    /// Writes bytes as a string of base64 with padding.
    package mutating func value(base64 bytes: [UInt8]) {
        separate()
        self.bytes.append(UInt8(ascii: "\""))
        self.bytes.append(contentsOf: Base64.encode(bytes))
        self.bytes.append(UInt8(ascii: "\""))
    }

    private mutating func container(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ contents: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(UInt8(ascii: opening))
        needsComma = false
        try contents(&self)
        bytes.append(UInt8(ascii: closing))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func appendQuoted(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        StringEscaping.append(string, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
