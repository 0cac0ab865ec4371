/// The unit of tar archives: headers are one block, and contents are filled up to whole ones.
///
/// The places of the fields are those of POSIX.1-1988 (ustar); `pax` is POSIX.1-2001's extension, in which a header of
/// its own says what does not fit.
enum TarBlock {
    /// Bytes of a block.
    static let size = 512

    /// A field of a header, by its place in the block.
    enum Field {
        static let name = 0..<100
        static let mode = 100..<108
        static let user = 108..<116
        static let group = 116..<124
        static let byteCount = 124..<136
        static let time = 136..<148
        static let checksum = 148..<156
        static let type = 156
        static let target = 157..<257
        static let magic = 257..<265
        static let deviceMajor = 329..<337
        static let deviceMinor = 337..<345
        static let prefix = 345..<500
    }

    /// The types of headers that are understood.
    enum Kind {
        static let file = UInt8(ascii: "0")
        static let oldFile = UInt8(0)
        static let contiguousFile = UInt8(ascii: "7")
        static let hardLink = UInt8(ascii: "1")
        static let link = UInt8(ascii: "2")
        static let folder = UInt8(ascii: "5")
        /// What the next header lacks, as pax has it.
        static let pax = UInt8(ascii: "x")
        /// What all further headers lack, as pax has it.
        static let globalPax = UInt8(ascii: "g")
        /// GNU's long name of the next header.
        static let longName = UInt8(ascii: "L")
        /// GNU's long target of the next header.
        static let longTarget = UInt8(ascii: "K")
    }

    /// How many bytes follow a content, up to the next block.
    static func padding(after byteCount: Int) -> Int {
        let rest = byteCount % size
        return rest == 0 ? 0 : size - rest
    }

    /// The sum of a header's bytes, those of the sum itself counted as spaces.
    static func checksum(_ block: some Sequence<UInt8>) -> Int {
        zip(0..., block).reduce(0) { sum, byte in
            sum + (Field.checksum.contains(byte.0) ? 32 : Int(byte.1))
        }
    }
}
