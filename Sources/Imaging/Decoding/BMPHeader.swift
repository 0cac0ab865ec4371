/// The headers of a bitmap: size, how its pixels are coded, and where they begin.
///
/// Source: Microsoft's BITMAPCOREHEADER … BITMAPV5HEADER; OS/2's 64-byte form counts as the 40-byte one it extends.
struct BMPHeader {
    /// How the pixels are stored.
    enum Coding {
        /// Palette indices of 1, 4 or 8 bits, row by row.
        case rows(bits: Int)
        /// Palette indices of 4 or 8 bits in runs.
        case runs(bits: Int)
        /// Colours, row by row.
        case fields(BMPFields)
    }

    let size: ImageSize
    /// Whether the first row stored is the top one.
    let isTopDown: Bool
    let coding: Coding
    let palette: ColorTable
    /// Where the pixels begin, in bytes from the start of the file.
    let dataOffset: Int

    init(_ bytes: [UInt8]) throws(ImagingError) {
        var reader = ByteReader(bytes, kind: .bmp, offset: 10)
        let offset = try reader.littleEndian32()
        let headerSize = try reader.littleEndian32()
        guard [12, 40, 52, 56, 64, 108, 124].contains(headerSize) else {
            throw .unsupported(.bmp, "a header of \(headerSize) bytes")
        }
        let fields = Fields(try reader.run(headerSize - 4))
        (size, isTopDown) = (try fields.size(), fields.isTopDown)
        coding = try fields.coding(&reader, headerSize: headerSize)
        palette = try fields.palette(&reader)
        dataOffset = fields.isIndexed && offset == 14 + headerSize || offset == 0 ? reader.offset : offset
    }

    /// The rows of the picture in the order in which they are stored.
    var rows: [Int] { isTopDown ? Array(0..<size.height) : (0..<size.height).reversed() }
}

/// The second header's numbers, at the places that its length gives them; the length itself is left off.
private struct Fields {
    private let header: ArraySlice<UInt8>
    private let isCore: Bool

    init(_ header: ArraySlice<UInt8>) {
        self.header = header
        isCore = header.count == 8
    }

    var isTopDown: Bool { !isCore && number(7, 1) == 0xFF }
    var isIndexed: Bool { bits <= 8 }
    private var bits: Int { isCore ? number(6, 2) : number(10, 2) }
    private var compression: Int { isCore ? 0 : number(12, 4) }
    /// Colours in the palette.
    private var colorCount: Int { isCore || number(28, 4) == 0 ? 1 << bits : number(28, 4) }

    func size() throws(ImagingError) -> ImageSize {
        let width = isCore ? number(0, 2) : number(0, 4)
        let height = isCore ? number(2, 2) : isTopDown ? 1 << 32 - number(4, 4) : number(4, 4)
        guard width > 0, height > 0 else { throw .corrupt(.bmp, "a side of zero pixels") }
        return ImageSize(width: width, height: height)
    }

    func coding(_ reader: inout ByteReader, headerSize: Int) throws(ImagingError) -> BMPHeader.Coding {
        switch (compression, bits) {
        case (0, 1), (0, 4), (0, 8): return .rows(bits: bits)
        case (1, 8), (2, 4): return .runs(bits: bits)
        case (0, 16): return .fields(.rgb555)
        case (0, 24), (0, 32): return .fields(.bgr(bits: bits))
        case (3, 16), (3, 24), (3, 32):
            let masks = headerSize >= 52 ? header.dropFirst(36).prefix(12) : try reader.run(12)
            return .fields(try BMPFields(bits: bits, masks: masks))
        default: throw .unsupported(.bmp, "compression \(compression) of \(bits)-bit pixels")
        }
    }

    func palette(_ reader: inout ByteReader) throws(ImagingError) -> ColorTable {
        guard isIndexed else { return .gray }
        guard colorCount <= 65_536 else { throw .corrupt(.bmp, "a palette of \(colorCount) colours") }
        let entry = isCore ? 3 : 4
        let colors = try reader.run(min(colorCount * entry, reader.remaining))
        let starts = stride(from: colors.startIndex, through: colors.endIndex - entry, by: entry)
        return ColorTable(rgb: starts.flatMap { [colors[$0 + 2], colors[$0 + 1], colors[$0]] })
    }

    private func number(_ offset: Int, _ count: Int) -> Int {
        header.dropFirst(offset).prefix(count).littleEndianValue
    }
}
