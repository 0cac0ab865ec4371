/// A bitmap's run lengths: RLE8 and RLE4.
///
/// Source: Microsoft's "Bitmap Compression". A run past its row's end is cut off there.
struct BMPRunLengths {
    private let bits: Int
    private let width: Int
    private var indices: [UInt8] = []

    init(bits: Int, width: Int) {
        self.bits = bits
        self.width = width
    }

    /// Decodes `count` indices in stored order.
    mutating func decode(_ reader: inout ByteReader, count: Int) throws(ImagingError) -> [UInt8] {
        indices.reserveCapacity(count)
        var column = 0
        while indices.count < count {
            let (length, value) = (Int(try reader.byte()), try reader.byte())
            switch (length, value) {
            case (0, 0):
                fill((width - indices.count % width) % width)
                column = 0
            case (0, 1): throw .truncated(.bmp, detail: "an end code before the last row")
            case (0, 2):
                let (right, up) = (Int(try reader.byte()), Int(try reader.byte()))
                fill(min(count - indices.count, right + up * width))
                column = indices.count % width
            case (0, _):
                try copy(min(count - indices.count, Int(value)), &reader)
                column += Int(value)
            default:
                let run = max(0, min(length, width - column))
                let pair = BMPIndices.unpack([value, value], bits: bits, count: 2)
                for index in 0..<run { indices.append(pair[index % 2]) }
                column += run
            }
        }
        return indices
    }

    private mutating func fill(_ count: Int) {
        indices.append(contentsOf: repeatElement(0, count: count))
    }

    /// Copies indices that are stored plainly, to the next even offset in the file.
    private mutating func copy(_ count: Int, _ reader: inout ByteReader) throws(ImagingError) {
        let row = try reader.run((count * bits + 7) / 8)
        indices.append(contentsOf: BMPIndices.unpack(row, bits: bits, count: count))
        if reader.offset % 2 != 0, reader.remaining > 0 { try reader.skip(1) }
    }
}
