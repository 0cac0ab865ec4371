/// Tells image formats apart by their first bytes.
enum ImageSignature {
    /// The format of encoded bytes.
    static func kind(of bytes: [UInt8]) throws(ImagingError) -> ImageKind {
        guard !bytes.isEmpty else {
            throw ImagingError(
                .imageEmpty, "the image has no bytes", advice: "check that the upload or file is complete")
        }
        if let kind = readableKind(bytes) { return kind }
        if let format = ForeignFormat(bytes) { throw format.error }
        throw ImagingError(
            .imageUnrecognized, "the bytes are no known image format",
            expected: "a JPEG, PNG, WebP, GIF or BMP file", found: ByteGuess.describe(bytes),
            advice: ByteGuess.advice(bytes))
    }

    private static func readableKind(_ bytes: [UInt8]) -> ImageKind? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return .gif }
        if bytes.starts(with: "BM".utf8), hasBitmapHeader(bytes) { return .bmp }
        return nil
    }

    /// "BM" alone is also how a text may begin: the size of the second header tells.
    private static func hasBitmapHeader(_ bytes: [UInt8]) -> Bool {
        bytes.count < 18 || (12...124).contains(bytes[14..<18].littleEndianValue)
    }
}
