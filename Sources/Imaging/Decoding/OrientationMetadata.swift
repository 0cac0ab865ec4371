/// Where a file may say how its picture is turned: an EXIF block, an XMP packet, or both.
struct OrientationMetadata {
    /// A TIFF structure, with or without `Exif\0\0` before it.
    var exif: [UInt8]?
    /// An XML packet.
    var xmp: ArraySlice<UInt8>?

    /// What the metadata says; EXIF goes before XMP, and what is damaged or makes no sense counts as upright.
    var orientation: Orientation {
        let value = exif.flatMap(Self.value(inEXIF:)) ?? xmp.flatMap(Self.value(inXMP:))
        return value.flatMap(Orientation.init(rawValue:)) ?? .up
    }

    /// The number after the first `tiff:Orientation=` or `<tiff:Orientation>`.
    private static func value(inXMP packet: ArraySlice<UInt8>) -> Int? {
        let name = Array("tiff:Orientation".utf8)
        var rest = packet
        while let start = rest.firstIndex(of: name[0]) {
            rest = rest[start...]
            if rest.starts(with: name), let digit = digit(after: rest.dropFirst(name.count)) { return digit }
            rest = rest.dropFirst()
        }
        return nil
    }

    private static func digit(after name: ArraySlice<UInt8>) -> Int? {
        for separator in ["=\"", ">"] where name.starts(with: separator.utf8) {
            let digit = name.dropFirst(separator.utf8.count).first ?? 0
            return (0x30...0x39).contains(digit) ? Int(digit) - 0x30 : nil
        }
        return nil
    }

    private static func value(inEXIF block: [UInt8]) -> Int? {
        var tiff = block[...]
        for _ in 0..<2 where tiff.starts(with: "Exif\0\0".utf8) { tiff = tiff.dropFirst(6) }
        return TIFFDirectory(tiff)?.integer(of: 0x0112)
    }
}
