import CTextScan

/// The escapes that JSON asks for in strings: of quotes, backslashes and control characters (RFC 8259, section 7).
enum StringEscaping {
    /// Appends a string's text, escaped, without quotes around it.
    static func append(_ string: String, to bytes: inout [UInt8]) {
        var string = string
        string.withUTF8 { text in
            var rest = text[...]
            while let start = rest.indices.first {
                let remaining = UnsafeBufferPointer(rebasing: rest)
                let plain = apus_find_escapable(remaining.baseAddress, remaining.count)
                bytes.append(contentsOf: rest.prefix(plain))
                rest = rest[(start + plain)...]
                if let byte = rest.popFirst() { appendEscape(of: byte, to: &bytes) }
            }
        }
    }

    private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x00..<0x20:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(UInt8(ascii: "0") + byte >> 4)
            bytes.append(contentsOf: String(byte & 15, radix: 16).utf8)
        default: bytes.append(byte)
        }
    }
}
