/// The segments of a JPEG before its first scan: the frame's form and the metadata that tell the orientation.
///
/// Source: ITU-T T.81, annex B; what is junk between segments is passed over as Pillow passes it over.
struct JPEGMarkers {
    /// The frame header: sample depth, sides in pixels, number of colour components.
    struct Frame {
        let marker: UInt8
        let bitsPerSample: Int
        let width: Int
        let height: Int
        let components: Int
    }

    /// The last frame header before the scan.
    private(set) var frame: Frame?
    /// EXIF blocks joined in file order, and the last XMP packet.
    private(set) var metadata = OrientationMetadata()

    init(_ bytes: [UInt8]) throws(ImagingError) {
        var reader = ByteReader(bytes, kind: .jpeg, offset: 2)
        while true {
            let marker = try Self.nextMarker(&reader)
            guard Self.hasSegment(marker) else { continue }
            let length = try reader.bigEndian16()
            guard length >= 2 else { throw .corrupt(.jpeg, "a segment shorter than its own length field") }
            let segment = try reader.run(length - 2)
            if marker == 0xDA { return }
            try read(segment, marker: marker)
        }
    }

    /// Passes over fill bytes and whatever else is no marker.
    private static func nextMarker(_ reader: inout ByteReader) throws(ImagingError) -> UInt8 {
        while true {
            while try reader.byte() != 0xFF {}
            var code = try reader.byte()
            while code == 0xFF { code = try reader.byte() }
            if code != 0 { return code }
        }
    }

    /// Restart markers, start and end of image, and the reserved ranges stand alone.
    private static func hasSegment(_ marker: UInt8) -> Bool {
        switch marker {
        case 0xC8, 0xD0...0xD9, 0xF0...0xFD: false
        default: marker >= 0xC0
        }
    }

    private mutating func read(_ segment: ArraySlice<UInt8>, marker: UInt8) throws(ImagingError) {
        switch marker {
        case 0xC4, 0xCC: break
        case 0xC0...0xCF, 0xDE: frame = try Frame(segment, marker: marker)
        case 0xE1 where segment.starts(with: Self.exifName):
            metadata.exif = metadata.exif.map { $0 + segment.dropFirst(Self.exifName.count) } ?? Array(segment)
        case 0xE1 where segment.starts(with: Self.xmpName):
            metadata.xmp = segment.dropFirst(Self.xmpName.count)
        default: break
        }
    }

    private static let exifName = Array("Exif\0\0".utf8)
    private static let xmpName = Array("http://ns.adobe.com/xap/1.0/\0".utf8)
}

extension JPEGMarkers.Frame {
    fileprivate init(_ segment: ArraySlice<UInt8>, marker: UInt8) throws(ImagingError) {
        guard segment.count >= 6 else { throw .corrupt(.jpeg, "a frame header of \(segment.count) bytes") }
        self.marker = marker
        bitsPerSample = segment.prefix(1).bigEndianValue
        height = segment.dropFirst(1).prefix(2).bigEndianValue
        width = segment.dropFirst(3).prefix(2).bigEndianValue
        components = segment.dropFirst(5).prefix(1).bigEndianValue
    }
}
