/// The characters of names, as the distribution specification has them.
extension ImageReference {
    /// Words of lower-case letters and digits, joined by `.`, `_`, `__` or hyphens, between slashes.
    static func isRepository(_ name: String) -> Bool {
        name.utf8.count <= 255
            && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { isComponent($0.utf8) }
    }

    /// A letter, digit or underscore, and at most 127 of these, full stops and hyphens.
    static func isTag(_ tag: String) -> Bool {
        guard let first = tag.utf8.first, isWord(first), tag.utf8.count <= 128 else { return false }
        return tag.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port.
    static func isHost(_ text: String) -> Bool {
        let afterBracket = text.lastIndex(of: "]") ?? text.startIndex
        let colon = text[afterBracket...].firstIndex(of: ":") ?? text.endIndex
        let (host, port) = (text[..<colon], text[colon...].dropFirst())
        guard colon == text.endIndex || (UInt16(port) ?? 0) > 0 else { return false }
        if host.hasPrefix("["), host.hasSuffix("]") {
            return host.utf8.dropFirst().dropLast().allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: ":") }
        }
        let isPlain = host.utf8.allSatisfy { isLowerOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        return isPlain && (1...253).contains(host.utf8.count) && !host.hasPrefix("-") && !host.hasPrefix(".")
    }

    private static func isComponent(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, let last = bytes.last, isLowerOrDigit(first), isLowerOrDigit(last) else {
            return false
        }
        let separators = bytes.split(whereSeparator: isLowerOrDigit).map { String(decoding: $0, as: UTF8.self) }
        return separators.allSatisfy { [".", "_", "__"].contains($0) || $0.allSatisfy { $0 == "-" } }
    }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLowerOrDigit(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || byte == UInt8(ascii: "_")
    }
}
