/// What a byte of text is, in words that give nothing of the text away.
enum ByteName {
    /// Names the byte at an index, or the end of the text.
    static func name(at index: Int, of text: some RandomAccessCollection<UInt8>) -> String {
        guard index < text.count else { return "the end" }
        return name(text[text.index(text.startIndex, offsetBy: index)])
    }

    private static func name(_ byte: UInt8) -> String {
        switch byte {
        case 0x00..<0x20: "a control character"
        case UInt8(ascii: " "): "a space"
        case UInt8(ascii: "0")...UInt8(ascii: "9"): "a digit"
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): "a letter"
        case 0x21..<0x7F: "\"\(Unicode.Scalar(byte))\""
        default: "a byte outside printable ASCII"
        }
    }
}
