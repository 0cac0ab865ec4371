/// Percent escapes as URLs and HTML forms have them.
enum FormEncoding {
    /// Decodes text in which escapes are bytes of UTF-8.
    ///
    /// What is no escape stays as it is, as browsers and Python's `unquote_plus` do: manifests written by hand have keys
    /// such as `100%.jpg`. Bytes that are not UTF-8 become U+FFFD.
    ///
    /// - Parameters:
    ///   - text: The encoded text.
    ///   - plusIsSpace: Whether `+` stands for a space, as in queries and keys but not in paths.
    /// - Returns: The decoded text.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool = true) -> String {
        let percent = UInt8(ascii: "%")
        let plus = UInt8(ascii: "+")
        let encoded = Array(text.utf8)
        guard encoded.contains(where: { $0 == percent || (plusIsSpace && $0 == plus) }) else { return String(text) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(encoded.count)
        var place = 0
        while place < encoded.count {
            let byte = encoded[place]
            if byte == percent, place + 2 < encoded.count,
                let high = digit(encoded[place + 1]), let low = digit(encoded[place + 2])
            {
                decoded.append(high << 4 | low)
                place += 3
            } else {
                decoded.append(plusIsSpace && byte == plus ? UInt8(ascii: " ") : byte)
                place += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
