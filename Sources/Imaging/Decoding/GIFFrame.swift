/// Everything a GIF says of its first frame before the compressed indices begin.
///
/// Source: GIF89a specification, sections 18 to 23.
struct GIFFrame {
    /// The logical screen, grown where the frame reaches past it.
    let canvas: ImageSize
    /// Where the frame lies on the canvas, in pixels.
    let left: Int
    let top: Int
    /// The frame's own size.
    let size: ImageSize
    /// The frame's colours, else the file's, else grays.
    let palette: ColorTable
    /// The index that a graphic control extension names as transparent.
    let transparentIndex: UInt8?
    /// Where the minimum code size stands, the byte before the compressed indices.
    let dataOffset: Int
    private let isInterlaced: Bool

    init(_ bytes: [UInt8]) throws(ImagingError) {
        var reader = ByteReader(bytes, kind: .gif, offset: 6)
        let screen = (width: try reader.littleEndian16(), height: try reader.littleEndian16())
        let shared = try Self.palette(&reader, flags: try reader.byte(), skipping: 2)
        transparentIndex = try Self.transparentIndex(&reader)

        (left, top) = (try reader.littleEndian16(), try reader.littleEndian16())
        let (width, height) = (try reader.littleEndian16(), try reader.littleEndian16())
        guard width > 0, height > 0 else { throw .corrupt(.gif, "a frame without pixels") }
        size = ImageSize(width: width, height: height)
        canvas = ImageSize(width: max(screen.width, left + width), height: max(screen.height, top + height))

        let flags = try reader.byte()
        isInterlaced = flags & 0x40 != 0
        palette = try Self.palette(&reader, flags: flags) ?? shared ?? .gray
        dataOffset = reader.offset
    }

    /// The rows of the frame in the order in which they are stored.
    var rows: [Int] {
        guard isInterlaced else { return Array(0..<size.height) }
        return [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { Array(stride(from: $0.0, to: size.height, by: $0.1)) }
    }

    private static func palette(
        _ reader: inout ByteReader, flags: UInt8, skipping other: Int = 0
    ) throws(ImagingError) -> ColorTable? {
        try reader.skip(other)
        return flags & 0x80 == 0 ? nil : ColorTable(rgb: try reader.run(6 << Int(flags & 7)))
    }

    /// Reads extensions up to the first frame's separator; bytes that belong to nothing are passed over.
    private static func transparentIndex(_ reader: inout ByteReader) throws(ImagingError) -> UInt8? {
        var transparent: UInt8?
        while true {
            switch try reader.byte() {
            case 0x2C: return transparent
            case 0x3B: throw .corrupt(.gif, "no frame before the end")
            case 0x21:
                let isControl = try reader.byte() == 0xF9
                let block = try reader.run(Int(try reader.byte()))
                if isControl, block.count >= 4, block[block.startIndex] & 1 != 0 {
                    transparent = block[block.startIndex + 3]
                }
                if !block.isEmpty { try skipBlocks(&reader) }
            default: break
            }
        }
    }

    private static func skipBlocks(_ reader: inout ByteReader) throws(ImagingError) {
        while true {
            let count = Int(try reader.byte())
            if count == 0 { return }
            try reader.skip(count)
        }
    }
}
