package import Crypto

/// The SHA-256 by which registries and image archives name contents: `sha256:` and 64 lower-case digits.
package struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
    /// The digits, without the algorithm.
    package let hexadecimal: String

    /// The digest as it is written everywhere.
    package var description: String { "sha256:" + hexadecimal }

    /// The digest of bytes.
    package init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    /// The digest of bytes that are read piece by piece.
    ///
    /// - Throws: ``PackagingError`` with `package-file-unreadable`.
    package init(of source: any ByteSource) throws(PackagingError) {
        var (digest, offset) = (SHA256(), 0)
        while offset < source.byteCount {
            let piece = try source.exactly(min(1 << 20, source.byteCount - offset), at: offset)
            digest.update(data: piece)
            offset += piece.count
        }
        self.init(digest.finalize())
    }

    /// A finished digest.
    package init(_ digest: SHA256.Digest) {
        let digits = Array("0123456789abcdef".utf8)
        hexadecimal = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads `sha256:…`; anything else gives `nil`, because what cannot be checked is not taken.
    package init?(_ text: String) {
        let digits = text.utf8.dropFirst(7)
        let isHexadecimal = digits.allSatisfy {
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
        }
        guard text.hasPrefix("sha256:"), digits.count == 64, isHexadecimal else { return nil }
        hexadecimal = String(text.dropFirst(7))
    }
}
