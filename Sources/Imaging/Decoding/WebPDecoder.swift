import CImageCodecs

/// Reads WebP through libwebp: lossy and lossless, alpha dropped; of an animation the first frame on its canvas.
struct WebPDecoder: ImageDecoder {
    let header: ImageHeader
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) throws(ImagingError) {
        self.bytes = bytes
        header = try Self.header(of: bytes)
    }

    func decode(shrink: Int) throws(ImagingError) -> PixelBuffer {
        try PixelBuffer(.webp, size: header.storedSize, from: bytes, decode: codec_webp_decode)
    }

    private static func header(of bytes: [UInt8]) throws(ImagingError) -> ImageHeader {
        var found = codec_webp_header()
        var metadata = OrientationMetadata()
        let status = bytes.withUnsafeBufferPointer { buffer in
            let status = codec_webp_read_header(codec_input(buffer), &found)
            // Both point into the buffer, which is only lent.
            metadata.exif = found.exif.copy
            metadata.xmp = found.xmp.copy?[...]
            return status
        }
        try status.check(.webp)
        guard found.width > 0, found.height > 0 else { throw .corrupt(.webp, "a side of zero pixels") }
        return ImageHeader(
            kind: .webp, storedSize: ImageSize(width: Int(found.width), height: Int(found.height)),
            orientation: metadata.orientation)
    }
}

extension codec_input {
    /// The bytes, owned; `nil` where there are none.
    fileprivate var copy: [UInt8]? {
        count > 0 ? Array(UnsafeBufferPointer(start: bytes, count: count)) : nil
    }
}
