import Crypto
import FileStaging

/// Writes an image archive: files, and contents named by their digests.
final class BlobWriter {
    /// The folder of the contents in the archive.
    static let folder = "blobs/sha256"

    private let archive: StagedArchive
    /// A content that is being written: where its header goes, and the digest so far.
    private var open: (header: Int, digest: SHA256)?

    /// Begins an archive in an empty file.
    init(_ archive: StagedArchive) { self.archive = archive }

    /// Where a content lies in the archive.
    static func path(of digest: ContentDigest) -> String { "\(folder)/\(digest.hexadecimal)" }

    /// Adds a folder.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func add(folder: String) throws(PackagingError) { try archive.append(TarEntry.folder(folder).headerBytes) }

    /// Adds a file.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func add(_ path: String, _ bytes: [UInt8]) throws(PackagingError) {
        try archive.append(TarEntry.file(path, byteCount: bytes.count).headerBytes + bytes)
        try pad(after: bytes.count)
    }

    /// Adds a content that is whole.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func add(_ content: [UInt8]) throws(PackagingError) {
        try add(Self.path(of: ContentDigest(of: content)), content)
    }

    /// Adds to a content whose size and digest are not known yet; room for its header is left before the first bytes.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func append(_ bytes: [UInt8]) throws(PackagingError) {
        if open == nil {
            open = (archive.byteCount, SHA256())
            try archive.append([UInt8](repeating: 0, count: TarBlock.size))
        }
        open?.digest.update(data: bytes)
        try archive.append(bytes)
    }

    /// Ends that content and writes its header.
    ///
    /// - Parameter mediaType: What the content is.
    /// - Returns: Its description.
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func close(mediaType: String) throws(PackagingError) -> ContentDescriptor {
        if open == nil { try append([]) }
        let (header, digest) = open ?? (archive.byteCount, SHA256())
        open = nil
        let byteCount = archive.byteCount - header - TarBlock.size
        let descriptor = ContentDescriptor(
            mediaType: mediaType, digest: ContentDigest(digest.finalize()), byteCount: byteCount)
        let headerBytes = TarEntry.file(Self.path(of: descriptor.digest), byteCount: byteCount).headerBytes
        guard headerBytes.count == TarBlock.size else {
            throw PackagingError(
                .packageTooLarge, "a layer of the image is too large", expected: "less than 8 GiB, compressed",
                found: "\(byteCount) bytes", advice: "use a smaller model, or split it into several files")
        }
        try archive.overwrite(headerBytes, at: header)
        try pad(after: byteCount)
        return descriptor
    }

    /// Ends the archive.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func finish() throws(PackagingError) {
        try archive.append([UInt8](repeating: 0, count: 2 * TarBlock.size))
    }

    private func pad(after byteCount: Int) throws(PackagingError) {
        try archive.append([UInt8](repeating: 0, count: TarBlock.padding(after: byteCount)))
    }
}
