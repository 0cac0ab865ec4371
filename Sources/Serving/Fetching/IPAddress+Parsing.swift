extension IPAddress {
    /// Reads an address in the one form that every program understands alike, and no other.
    ///
    /// Version 4 is four decimal octets: no octal, hexadecimal, shortened or single numbers, which `inet_aton` takes and
    /// filters overlook. Version 6 is RFC 4291 section 2.2, without brackets, zone or prefix length.
    package init?(_ text: String) {
        let bytes = Array(text.utf8.prefix(Self.longestText + 1))
        guard bytes.count <= Self.longestText else { return nil }
        if let number = Self.octets(bytes[...]) {
            self = .v4(number)
        } else if let number = Self.groups(bytes[...]) {
            self = .v6(number)
        } else {
            return nil
        }
    }

    /// Six groups and four octets, all of full length.
    private static let longestText = 45

    private static let colon = UInt8(ascii: ":")
    private static let dot = UInt8(ascii: ".")

    private static func octets(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: dot, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard part.first != UInt8(ascii: "0") || part.count == 1, part.allSatisfy(URLCharacters.isDigit),
                let octet = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            number = number << 8 | UInt32(octet)
        }
        return number
    }

    private static func groups(_ text: ArraySlice<UInt8>) -> UInt128? {
        let gap = text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
        guard let gap else { return list(text, mayEndInOctets: true).flatMap { $0.count == 8 ? number($0) : nil } }
        guard let head = list(text[..<gap], mayEndInOctets: false),
            let tail = list(text[(gap + 2)...], mayEndInOctets: true), head.count + tail.count < 8
        else { return nil }
        return number(head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    private static func number(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// Groups between colons, the last perhaps as four octets; none where there is no text.
    private static func list(_ text: ArraySlice<UInt8>, mayEndInOctets: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var parts = text.split(separator: colon, omittingEmptySubsequences: false)
        var tail: [UInt16] = []
        if mayEndInOctets, let last = parts.last, let number = octets(last) {
            tail = [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
            parts.removeLast()
        }
        var groups: [UInt16] = []
        for part in parts {
            guard 1...4 ~= part.count, part.allSatisfy(URLCharacters.isHexadecimal),
                let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
            else { return nil }
            groups.append(group)
        }
        return groups + tail
    }
}
