/// Which bytes may stand in a URL as they are (RFC 3986 section 2).
enum URLCharacters {
    /// Whether this is an ASCII digit.
    static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    /// Whether this is an ASCII digit, or a letter from A to F in either case.
    static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }

    /// Whether this is an ASCII letter or digit.
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    /// As much of a text's beginning as could be a scheme (RFC 3986 section 3.1); what follows it is not looked at.
    static func scheme(of text: String) -> Substring {
        Substring(text.utf8.prefix { isAlphanumeric($0) || "+-.".utf8.contains($0) })
    }

    /// Whether this is a byte that no URL may have: white space, control characters, and the backslash, which some
    /// programs take for a slash.
    static func isForbidden(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\")
    }

    /// Text with all that is not ASCII percent-encoded, so that its characters are its bytes.
    static func ascii(_ text: String) -> String {
        String(decoding: text.utf8.flatMap { $0 < 0x80 ? [$0] : escape($0) }, as: UTF8.self)
    }

    /// A path or query with every other byte percent-encoded, or `nil` where a percent sign starts no escape.
    static func escaped(_ text: Substring.UTF8View) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard rest.count >= 2, rest.prefix(2).allSatisfy(isHexadecimal) else { return nil }
                result.append(byte)
            } else if isAlphanumeric(byte) || literal.contains(byte) {
                result.append(byte)
            } else {
                result += escape(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        [UInt8(ascii: "%"), upperCaseDigits[Int(byte >> 4)], upperCaseDigits[Int(byte & 15)]]
    }

    /// Unreserved characters, sub-delimiters, and what else paths and queries may have.
    private static let literal = Set("-._~!$&'()*+,;=:@/?".utf8)
    private static let upperCaseDigits = Array("0123456789ABCDEF".utf8)
}
