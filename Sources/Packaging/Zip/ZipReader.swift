import Diagnosis

/// Reads zip archives, one's own and others'; every byte is treated as hostile.
package struct ZipReader: Sendable {
    /// What is in the archive, in the order of its directory.
    package let entries: [ZipEntry]
    private let source: any ByteSource

    static let endSignature: UInt32 = 0x0605_4B50
    private static let endByteCount = 22
    private static let maximumCommentBytes = 65_535
    /// The largest entry that is unpacked into memory, in bytes.
    private static let maximumEntryBytes = 1 << 30

    /// Reads the directory.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt` or `package-file-unreadable`.
    package init(_ source: any ByteSource) throws(PackagingError) {
        self.source = source
        let tailCount = min(source.byteCount, Self.endByteCount + Self.maximumCommentBytes)
        let tail = try source.exactly(tailCount, at: source.byteCount - tailCount)
        guard let end = Self.end(in: tail) else { throw Self.corrupt("no directory") }
        let fields = ZipFields(bytes: tail, start: end)
        let (count, size, offset) = (Int(fields.short(10)), Int(fields.long(12)), Int(fields.long(16)))
        guard count != Int(UInt16.max), offset != Int(UInt32.max) else {
            throw Self.corrupt("the 64-bit form of more than 4 GiB or 65,534 files")
        }
        entries = try Self.entries(try source.exactly(size, at: offset), count: count)
    }

    /// Unpacks an entry.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt` where size or checksum do not hold, or
    ///   `package-file-unreadable`.
    package func contents(of entry: ZipEntry) throws(PackagingError) -> [UInt8] {
        let header = ZipFields(
            bytes: try source.exactly(ZipEntry.localHeaderByteCount, at: entry.offset), start: 0)
        guard header.long(0) == ZipEntry.localSignature, entry.byteCount <= Self.maximumEntryBytes else {
            throw Self.corrupt("an entry without its bytes: \(Diagnosis.excerpt(entry.path))")
        }
        let start = entry.offset + ZipEntry.localHeaderByteCount + Int(header.short(26)) + Int(header.short(28))
        let packed = try source.exactly(entry.packedByteCount, at: start)
        let plain: [UInt8]
        switch entry.method {
        case .stored: plain = packed
        case .deflated: plain = try Inflate.raw(packed, byteCount: entry.byteCount)
        case .other(let number): throw Self.corrupt("the compression method \(number)")
        }
        guard plain.count == entry.byteCount, plain.withUnsafeBytes({ Deflate.crc32($0) }) == entry.checksum else {
            throw Self.corrupt("another checksum than declared: \(Diagnosis.excerpt(entry.path))")
        }
        return plain
    }

    private static func end(in tail: [UInt8]) -> Int? {
        guard tail.count >= endByteCount else { return nil }
        return (0...tail.count - endByteCount).last { ZipFields(bytes: tail, start: $0).long(0) == endSignature }
    }

    private static func entries(_ directory: [UInt8], count: Int) throws(PackagingError) -> [ZipEntry] {
        var entries: [ZipEntry] = []
        var place = 0
        for _ in 0..<count {
            guard place + ZipEntry.centralHeaderByteCount <= directory.count else { throw corrupt("a short directory") }
            let fields = ZipFields(bytes: directory, start: place)
            let names = place + ZipEntry.centralHeaderByteCount
            let next = names + Int(fields.short(28)) + Int(fields.short(30)) + Int(fields.short(32))
            guard fields.long(0) == ZipEntry.centralSignature, next <= directory.count else {
                throw corrupt("a damaged directory")
            }
            entries.append(ZipEntry(fields, path: directory[names..<names + Int(fields.short(28))]))
            place = next
        }
        return entries
    }

    private static func corrupt(_ found: String) -> PackagingError {
        PackagingError(
            .archiveCorrupt, "the zip archive cannot be read", expected: "a whole zip archive", found: found)
    }
}

extension ZipEntry {
    /// Reads an entry of the directory.
    fileprivate init(_ fields: ZipFields, path: ArraySlice<UInt8>) {
        let isUnix = fields.short(4) >> 8 == 3
        let method: Method =
            switch fields.short(10) {
            case 0: .stored
            case 8: .deflated
            case let number: .other(number)
            }
        self.init(
            path: String(decoding: path, as: UTF8.self), method: method, checksum: fields.long(16),
            packedByteCount: Int(fields.long(20)), byteCount: Int(fields.long(24)),
            mode: isUnix ? UInt16(truncatingIfNeeded: fields.long(38) >> 16) : 0o100_644, offset: Int(fields.long(42)))
    }
}

/// Little-endian fields of a header whose bytes are known to be there.
private struct ZipFields {
    let bytes: [UInt8]
    let start: Int

    func short(_ offset: Int) -> UInt16 {
        UInt16(bytes[start + offset]) | UInt16(bytes[start + offset + 1]) << 8
    }

    func long(_ offset: Int) -> UInt32 { UInt32(short(offset)) | UInt32(short(offset + 2)) << 16 }
}
