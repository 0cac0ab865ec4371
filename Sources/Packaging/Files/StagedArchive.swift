import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An archive that is written beside its place and moved there once it is whole; given up, it leaves nothing behind.
final class StagedArchive {
    /// How many bytes were appended.
    private(set) var byteCount = 0
    private let path: String
    private let stagingPath: String
    private let descriptor: Int32

    /// Makes an empty file in the folder of the real one.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    init(_ path: String) throws(PackagingError) {
        self.path = path
        let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let mark = String(UInt64.random(in: .min ... .max), radix: 36)
        stagingPath = path[..<nameStart] + ".\(mark)-" + path[nameStart...]
        descriptor = open(stagingPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.unwritable(path, reason: errno) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(stagingPath)
    }

    /// Writes bytes behind what is there.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func append(_ bytes: [UInt8]) throws(PackagingError) {
        try overwrite(bytes, at: byteCount)
        byteCount += bytes.count
    }

    /// Writes bytes over what is there, where room was left for them.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func overwrite(_ bytes: [UInt8], at offset: Int) throws(PackagingError) {
        var (done, reason): (Int, Int32) = (0, 0)
        bytes.withUnsafeBytes { buffer in
            while done < buffer.count, reason == 0 {
                let written = pwrite(
                    descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
                if written < 0, errno != EINTR { reason = errno }
                done += max(0, written)
            }
        }
        guard reason == 0 else { throw Self.unwritable(path, reason: reason) }
    }

    /// Moves the file to its place, over one that is there.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func commit() throws(PackagingError) {
        guard rename(stagingPath, path) == 0 else { throw Self.unwritable(path, reason: errno) }
    }

    private static func unwritable(_ path: String, reason: Int32) -> PackagingError {
        PackagingError(
            .fileUnwritable, "\(Diagnosis.excerpt(path)) cannot be written", found: String(cString: strerror(reason)),
            advice: reason == ENOSPC ? "make room on the disk" : nil)
    }
}
