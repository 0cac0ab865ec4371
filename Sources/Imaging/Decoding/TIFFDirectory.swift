/// The first directory of a TIFF structure, read as tolerantly as EXIF blocks need: what does not fit is left out.
///
/// Source: TIFF 6.0, section 2.
struct TIFFDirectory {
    private let tiff: ArraySlice<UInt8>
    private let isBigEndian: Bool
    private let start: Int

    /// Reads the eight bytes of the header; `nil` where they are none.
    init?(_ tiff: ArraySlice<UInt8>) {
        self.tiff = tiff
        switch tiff.prefix(4).bigEndianValue {
        case 0x4D4D_002A, 0x4D4D_2A00: isBigEndian = true
        case 0x4949_2A00, 0x4949_002A: isBigEndian = false
        default: return nil
        }
        guard tiff.count >= 8 else { return nil }
        start = Self.number(tiff.dropFirst(4).prefix(4), isBigEndian)
    }

    /// The first value of a tag's first entry; zero where it is no integer, `nil` where there is no such entry.
    func integer(of tag: Int) -> Int? {
        guard let count = number(at: start, bytes: 2) else { return nil }
        for index in 0..<count {
            let entry = start + 2 + index * 12
            guard let found = number(at: entry, bytes: 2), let type = number(at: entry + 2, bytes: 2),
                let values = number(at: entry + 4, bytes: 4), let place = number(at: entry + 8, bytes: 4)
            else { return nil }
            guard found == tag, values > 0, let size = Self.sizes[type] else { continue }
            let isInline = values * size <= 4
            guard isInline || place + values * size <= tiff.count else { return nil }
            guard Self.integerTypes.contains(type) else { return 0 }
            return number(at: isInline ? entry + 8 : place, bytes: size)
        }
        return nil
    }

    /// Bytes of one value by field type.
    private static let sizes = [
        1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8,
    ]
    /// Short, long, and their signed forms.
    private static let integerTypes: Set = [3, 4, 8, 9]

    private func number(at offset: Int, bytes: Int) -> Int? {
        guard offset + bytes <= tiff.count else { return nil }
        return Self.number(tiff.dropFirst(offset).prefix(bytes), isBigEndian)
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) -> Int {
        isBigEndian ? bytes.bigEndianValue : bytes.littleEndianValue
    }
}
