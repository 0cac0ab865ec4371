/// The part of a `data:` URL (RFC 2397) that stands before the data.
enum DataURLPrefix {
    /// Longer prefixes are taken for something else; media types are short.
    private static let maximumLength = 1_024

    /// How many bytes stand before the data: white space and the prefix, or nothing.
    ///
    /// - Throws: ``JSONError`` where it is a `data:` URL whose data is not base64.
    static func length(of text: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Int {
        guard let start = text.firstIndex(where: { !isWhiteSpace($0) }),
            isWord("data:", at: start, of: text)
        else { return 0 }
        let marker = ";base64," as StaticString
        let end = text[start...].prefix(maximumLength).firstIndex(of: UInt8(ascii: ","))
        guard let end, isWord(marker, at: end + 1 - marker.utf8CodeUnitCount, of: text) else {
            throw JSONError(
                .base64Malformed, "the data: URL holds no base64", expected: "data:image/…;base64,",
                advice: "encode the data as base64")
        }
        return end + 1
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Whether a word of lower-case letters, digits and punctuation stands at an index, in either case.
    private static func isWord(_ word: StaticString, at index: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard index >= 0, text.count - index >= word.utf8CodeUnitCount else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { offset in
            let byte = text[index + offset]
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            return (isUpper ? byte | 0x20 : byte) == word.utf8Start[offset]
        }
    }
}
