/// What bytes that are no image look like: most often an answer page, a text or a wrapping that was sent for a picture.
enum ByteGuess {
    /// A few words on what the bytes are; never their content.
    static func describe(_ bytes: [UInt8]) -> String {
        guess(bytes)?.description ?? "\(bytes.count) bytes that begin with \(hexadecimal(bytes.prefix(8)))"
    }

    /// What to do about it, where that is known.
    static func advice(_ bytes: [UInt8]) -> String? { guess(bytes)?.advice }

    private static func guess(_ bytes: [UInt8]) -> (description: String, advice: String?)? {
        let text = String(decoding: bytes.prefix(512).drop { isSpace($0) }, as: UTF8.self).lowercased()
        switch true {
        case text.hasPrefix("<!doctype html"), text.hasPrefix("<html"), text.contains("<body"):
            return ("an HTML page", "check the address: a server may have answered with an error or login page")
        case text.hasPrefix("<?xml"), text.hasPrefix("<error"):
            return ("an XML document", "check the address: storage services answer errors in XML")
        case text.hasPrefix("data:image/"), text.hasPrefix("/9j/"), text.hasPrefix("ivborw0kggo"):
            return ("base64 text", "decode the base64 first, or send it in a field that takes base64")
        case text.hasPrefix("{"), text.hasPrefix("["):
            return ("JSON text", "send the picture's own bytes")
        case text.hasPrefix("--"), text.hasPrefix("content-"):
            return ("a multipart form", "send the picture as a form field with its multipart content type")
        case bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]): return ("a ZIP archive", "send the pictures inside it")
        case bytes.starts(with: [0x1F, 0x8B]): return ("gzip data", "decompress it first")
        case bytes.dropFirst(4).starts(with: "ftyp".utf8): return ("a video", "send a single frame as JPEG")
        case bytes.prefix(512).allSatisfy({ $0 >= 0x20 || isSpace($0) }): return ("text", nil)
        default: return nil
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
    }
}
