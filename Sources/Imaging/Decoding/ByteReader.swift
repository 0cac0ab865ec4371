/// Reads numbers and runs of bytes from front to back; what lies past the end is a truncated picture, never a trap.
struct ByteReader {
    /// The whole encoded picture.
    let bytes: [UInt8]
    /// The format being read, for the error's text.
    let kind: ImageKind
    /// Where the next read begins; at most the count of bytes.
    private(set) var offset: Int

    init(_ bytes: [UInt8], kind: ImageKind, offset: Int = 0) {
        self.bytes = bytes
        self.kind = kind
        self.offset = min(max(offset, 0), bytes.count)
    }

    var remaining: Int { bytes.count - offset }

    mutating func run(_ count: Int) throws(ImagingError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw .truncated(kind) }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    mutating func skip(_ count: Int) throws(ImagingError) {
        _ = try run(count)
    }

    mutating func byte() throws(ImagingError) -> UInt8 {
        guard offset < bytes.count else { throw .truncated(kind) }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func bigEndian16() throws(ImagingError) -> Int { try run(2).bigEndianValue }
    mutating func bigEndian32() throws(ImagingError) -> Int { try run(4).bigEndianValue }
    mutating func littleEndian16() throws(ImagingError) -> Int { try run(2).littleEndianValue }
    mutating func littleEndian32() throws(ImagingError) -> Int { try run(4).littleEndianValue }
}

extension ArraySlice<UInt8> {
    /// The bytes as one unsigned number, most significant first; for at most seven bytes.
    var bigEndianValue: Int { reduce(0) { $0 << 8 | Int($1) } }
    /// The bytes as one unsigned number, least significant first; for at most seven bytes.
    var littleEndianValue: Int { reversed().reduce(0) { $0 << 8 | Int($1) } }
}
