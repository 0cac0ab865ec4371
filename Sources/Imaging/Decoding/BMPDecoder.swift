/// Reads Windows and OS/2 bitmaps: palettes of 1, 4 and 8 bits, run lengths, 16, 24 and 32 bits, bit fields.
///
/// Alpha is dropped. A delta or an early line end in run lengths leaves index 0, as in Pillow.
struct BMPDecoder: ImageDecoder {
    let header: ImageHeader
    private let bytes: [UInt8]
    private let layout: BMPHeader

    init(_ bytes: [UInt8]) throws(ImagingError) {
        self.bytes = bytes
        layout = try BMPHeader(bytes)
        header = ImageHeader(kind: .bmp, storedSize: layout.size)
    }

    func decode(shrink: Int) throws(ImagingError) -> PixelBuffer {
        var reader = ByteReader(bytes, kind: .bmp, offset: layout.dataOffset)
        switch layout.coding {
        case .rows(let bits):
            return try decodeRows(&reader, bits: bits) { row, pixels in
                layout.palette.expand(BMPIndices.unpack(row, bits: bits, count: layout.size.width)[...], into: pixels)
            }
        case .fields(let fields):
            return try decodeRows(&reader, bits: fields.bits, write: fields.expand)
        case .runs(let bits):
            var runs = BMPRunLengths(bits: bits, width: layout.size.width)
            let indices = try runs.decode(&reader, count: layout.size.pixelCount)
            return PixelBuffer(size: layout.size) { pixels in
                layout.palette.paint(indices, rowsAt: layout.rows.map { $0 * layout.size.width }, onto: pixels)
            }
        }
    }

    /// Decodes rows that are padded to four bytes; the last one's padding may be missing.
    private func decodeRows(
        _ reader: inout ByteReader, bits: Int,
        write: (ArraySlice<UInt8>, UnsafeMutableBufferPointer<UInt8>) -> Void
    ) throws(ImagingError) -> PixelBuffer {
        let width = layout.size.width
        let count = (width * bits + 7) / 8
        let padding = (4 - count % 4) % 4
        guard (count + padding) * layout.size.height - padding <= reader.remaining else { throw .truncated(.bmp) }
        return try PixelBuffer(size: layout.size) { (pixels) throws(ImagingError) in
            for y in layout.rows {
                write(try reader.run(count), UnsafeMutableBufferPointer(rebasing: pixels[(y * width * 3)...]))
                try reader.skip(min(padding, reader.remaining))
            }
        }
    }
}
