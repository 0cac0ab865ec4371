/// Reads the first frame of a GIF, composed on its canvas.
///
/// As in Pillow's `convert("RGB")` of the first frame, transparent pixels show their palette colour, and what the frame
/// leaves free of the canvas shows the transparent index, or index 0 where there is none.
struct GIFDecoder: ImageDecoder {
    let header: ImageHeader
    private let bytes: [UInt8]
    private let frame: GIFFrame

    init(_ bytes: [UInt8]) throws(ImagingError) {
        self.bytes = bytes
        frame = try GIFFrame(bytes)
        header = ImageHeader(kind: .gif, storedSize: frame.canvas)
    }

    func decode(shrink: Int) throws(ImagingError) -> PixelBuffer {
        var stream = GIFCodeStream(ByteReader(bytes, kind: .gif, offset: frame.dataOffset))
        let indices = try stream.decode(count: frame.size.pixelCount)
        return PixelBuffer(size: frame.canvas) { pixels in
            if frame.size != frame.canvas { frame.palette.fill(pixels, with: frame.transparentIndex ?? 0) }
            let starts = frame.rows.map { (frame.top + $0) * frame.canvas.width + frame.left }
            frame.palette.paint(indices, rowsAt: starts, onto: pixels)
        }
    }
}
