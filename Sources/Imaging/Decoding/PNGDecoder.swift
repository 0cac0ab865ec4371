import CImageCodecs

/// Reads PNG through libpng: every depth and colour type, palettes, interlacing; of an animation the default picture.
///
/// Alpha is dropped and 16-bit samples keep their upper eight bits, as Pillow's `convert("RGB")` has it; but for 16-bit
/// gray, which Pillow cuts off at 255 and so turns nearly all white: here it keeps its upper eight bits too.
struct PNGDecoder: ImageDecoder {
    let header: ImageHeader
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) throws(ImagingError) {
        let chunks = try PNGChunks(bytes)
        guard chunks.width > 0, chunks.height > 0 else { throw .corrupt(.png, "a side of zero pixels") }
        self.bytes = bytes
        header = ImageHeader(
            kind: .png, storedSize: ImageSize(width: chunks.width, height: chunks.height),
            orientation: chunks.metadata.orientation)
    }

    func decode(shrink: Int) throws(ImagingError) -> PixelBuffer {
        try PixelBuffer(.png, size: header.storedSize, from: bytes, decode: codec_png_decode)
    }
}
