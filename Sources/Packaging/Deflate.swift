import CDeflate

/// Deflate (RFC 1951) of whole buffers, and the checksum that goes with it; libdeflate does the work.
package enum Deflate {
    /// The level that packages are compressed with: beyond it, minutes buy less than a percent.
    package static let packageLevel = 9

    /// Compresses for a zip archive.
    ///
    /// - Parameters:
    ///   - bytes: What to compress.
    ///   - level: 1, the fastest, to 12, the smallest.
    /// - Returns: A raw deflate stream.
    /// - Throws: ``PackagingError`` with `out-of-memory`.
    package static func raw(
        _ bytes: [UInt8], level: Int = packageLevel
    ) throws(PackagingError) -> [UInt8] {
        try checked(bytes.withUnsafeBytes { compressed($0, form: APUS_DEFLATE_RAW, level: level) }, of: bytes.count)
    }

    /// Compresses into a gzip file of one member without name and time: the same bytes give the same file.
    ///
    /// - Parameters:
    ///   - bytes: What to compress.
    ///   - level: 1, the fastest, to 12, the smallest.
    /// - Returns: The gzip file.
    /// - Throws: ``PackagingError`` with `out-of-memory`.
    package static func gzip(
        _ bytes: UnsafeRawBufferPointer, level: Int = packageLevel
    ) throws(PackagingError) -> [UInt8] {
        try checked(compressed(bytes, form: APUS_DEFLATE_GZIP, level: level), of: bytes.count)
    }

    /// The CRC-32 of zip and gzip.
    ///
    /// - Parameters:
    ///   - bytes: What to sum up.
    ///   - start: The sum of what came before.
    /// - Returns: The sum of both.
    package static func crc32(_ bytes: UnsafeRawBufferPointer, continuing start: UInt32 = 0) -> UInt32 {
        apus_crc32(start, bytes.baseAddress, bytes.count)
    }

    /// A stream is never empty; where nothing was written, there was no memory.
    private static func checked(_ stream: [UInt8], of byteCount: Int) throws(PackagingError) -> [UInt8] {
        guard !stream.isEmpty else {
            throw PackagingError(.outOfMemory, "\(byteCount) bytes could not be compressed", found: "too little memory")
        }
        return stream
    }

    private static func compressed(
        _ bytes: UnsafeRawBufferPointer, form: apus_deflate_form, level: Int
    ) -> [UInt8] {
        let level = Int32(min(max(level, 1), 12))
        let bound = apus_deflate_bound(form, level, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { room, count in
            count = apus_deflate(form, level, bytes.baseAddress, bytes.count, room.baseAddress, room.count)
        }
    }
}
