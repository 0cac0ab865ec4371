import Crypto

/// Digests of texts and of bytes in memory that is not copied.
enum ContentDigest {
    /// SHA-256 of texts in their order, as 64 hexadecimal digits; where one ends and the next begins counts.
    static func text(_ parts: String...) -> String {
        var digest = SHA256()
        for part in parts {
            let bytes = Array(part.utf8)
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { digest.update(bufferPointer: $0) }
            digest.update(data: bytes)
        }
        return hexadecimal(digest.finalize())
    }

    /// SHA-256 of bytes, as 64 hexadecimal digits.
    static func text(of bytes: UnsafeRawBufferPointer) -> String {
        var digest = SHA256()
        digest.update(bufferPointer: bytes)
        return hexadecimal(digest.finalize())
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
