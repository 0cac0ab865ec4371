/// The chunks of a PNG that are needed before its pixels: the sides, and the metadata that tell the orientation.
///
/// Source: PNG, third edition, sections 5 and 11. Metadata counts wherever it stands; past the first picture data,
/// what is damaged is left out.
struct PNGChunks {
    /// Sides in pixels.
    let width: Int
    let height: Int
    /// The last EXIF block, or ImageMagick's text form of one, and the last XMP packet.
    private(set) var metadata = OrientationMetadata()
    /// ImageMagick's hexadecimal EXIF profile; the last one.
    private var profile: PNGText?

    init(_ bytes: [UInt8]) throws(ImagingError) {
        var reader = ByteReader(bytes, kind: .png, offset: 8)
        let first = try Self.nextChunk(&reader)
        guard first.type == "IHDR", first.data.count == 13 else {
            throw .corrupt(.png, "the first chunk is no header")
        }
        width = first.data.prefix(4).bigEndianValue
        height = first.data.dropFirst(4).prefix(4).bigEndianValue
        try readMetadata(&reader)
        if metadata.exif == nil { metadata.exif = profile?.content.flatMap(Self.bytes(ofProfile:)) }
    }

    private mutating func readMetadata(_ reader: inout ByteReader) throws(ImagingError) {
        var packet: PNGText?
        var isPastPixels = false
        while true {
            let chunk: (type: String, data: ArraySlice<UInt8>)
            do throws(ImagingError) {
                chunk = try Self.nextChunk(&reader)
            } catch {
                if isPastPixels { break } else { throw error }
            }
            switch chunk.type {
            case "IDAT": isPastPixels = true
            case "eXIf": metadata.exif = Array(chunk.data)
            case "tEXt", "zTXt", "iTXt":
                guard let text = PNGText(chunk.type, chunk.data) else { continue }
                if text.keyword == "Raw profile type exif" { profile = text }
                if text.keyword == "XML:com.adobe.xmp" { packet = text }
            default: break
            }
            if chunk.type == "IEND" { break }
        }
        metadata.xmp = packet?.content?[...]
    }

    private static func nextChunk(
        _ reader: inout ByteReader
    ) throws(ImagingError) -> (type: String, data: ArraySlice<UInt8>) {
        let length = try reader.bigEndian32()
        let type = String(decoding: try reader.run(4), as: UTF8.self)
        let data = try reader.run(length)
        try reader.skip(4)
        return (type, data)
    }

    /// The bytes of a raw profile: a name and a length on their own lines, then hexadecimal digits.
    private static func bytes(ofProfile text: [UInt8]) -> [UInt8]? {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        let digits = lines.dropFirst(3).joined().filter { $0 > 0x20 }.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
