import Crypto
import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is filled in any order beside its place, and moved there once it is whole.
///
/// Given up, it leaves nothing behind. Writes at different offsets may overlap in time.
final class StagedDownload: Sendable {
    private let path: String
    private let stagingPath: String
    private let descriptor: Int32

    /// Makes an empty file in the folder of the real one.
    ///
    /// - Throws: `file-unwritable`.
    init(_ path: String) throws(AWSError) {
        self.path = path
        let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let mark = String(UInt64.random(in: .min ... .max), radix: 36)
        stagingPath = path[..<nameStart] + ".\(mark)-" + path[nameStart...]
        descriptor = open(stagingPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.unwritable(path, reason: errno) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(stagingPath)
    }

    /// Claims the room for all bytes before they come, so that a full disk is found at once.
    ///
    /// - Throws: `file-unwritable`.
    func allocate(_ byteCount: Int) throws(AWSError) {
        guard byteCount > 0 else { return }
        #if canImport(Darwin)
        let reason = ftruncate(descriptor, off_t(byteCount)) == 0 ? 0 : errno
        #else
        // What an earlier attempt claimed for a larger object is cut off first.
        let isCut = ftruncate(descriptor, off_t(byteCount)) == 0
        let reason = isCut ? posix_fallocate(descriptor, 0, off_t(byteCount)) : errno
        #endif
        guard reason == 0 else { throw Self.unwritable(path, reason: reason) }
    }

    /// Writes bytes to their place.
    ///
    /// - Throws: `file-unwritable`.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(AWSError) {
        var done = 0
        while done < bytes.count {
            let written = pwrite(
                descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.unwritable(path, reason: errno) }
            done += written
        }
    }

    /// Adds bytes that are there to a digest.
    ///
    /// - Throws: `file-unwritable`.
    func hash(_ range: Range<Int>, into digest: inout SHA256) throws(AWSError) {
        let size = 256 << 10
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
        defer { buffer.deallocate() }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let count = pread(descriptor, buffer.baseAddress, min(size, range.upperBound - offset), off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.unwritable(path, reason: errno) }
            digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }

    /// Moves the file to its place, over one that is there.
    ///
    /// - Throws: `file-unwritable`.
    func commit() throws(AWSError) {
        guard rename(stagingPath, path) == 0 else { throw Self.unwritable(path, reason: errno) }
    }

    private static func unwritable(_ path: String, reason: Int32) -> AWSError {
        AWSError(
            .fileUnwritable, "\(Diagnosis.excerpt(path)) cannot be written", found: String(cString: strerror(reason)),
            advice: reason == ENOSPC ? "make room, or give the function more ephemeral storage" : nil)
    }
}
