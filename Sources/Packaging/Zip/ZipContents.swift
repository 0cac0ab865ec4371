/// The bytes of an entry as they stand in a zip archive.
struct ZipContents: Sendable {
    let method: ZipEntry.Method
    let checksum: UInt32
    let bytes: [UInt8]
    /// The size unpacked, in bytes.
    let byteCount: Int

    /// Reads and compresses a file; what does not become smaller is stored as it is.
    ///
    /// - Throws: ``PackagingError`` with `package-file-unreadable` or `out-of-memory`.
    init(of file: PackagedFile) throws(PackagingError) {
        let plain = try file.contents()
        byteCount = plain.count
        checksum = plain.withUnsafeBytes { Deflate.crc32($0) }
        let deflated = plain.isEmpty ? [] : try Deflate.raw(plain)
        let isSmaller = deflated.count < plain.count
        (method, bytes) = isSmaller ? (.deflated, deflated) : (.stored, plain)
    }
}
