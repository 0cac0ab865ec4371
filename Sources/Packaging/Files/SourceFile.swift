import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is open for reading.
package final class SourceFile: ByteSource {
    /// Its path, for messages.
    package let path: String
    /// Its size when it was opened, in bytes.
    package let byteCount: Int
    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Throws: ``PackagingError`` with `package-file-unreadable` for anything but a file that may be read.
    package init(_ path: String) throws(PackagingError) {
        self.path = path
        // A pipe would otherwise wait here for a writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable(path, found: String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Self.unreadable(path, found: "no file")
        }
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Reads some bytes.
    package func bytes(in range: Range<Int>) throws(PackagingError) -> [UInt8] {
        let range = range.clamped(to: 0..<byteCount)
        var reason: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < buffer.count {
                let got = pread(
                    descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count,
                    off_t(range.lowerBound + count))
                if got < 0, errno == EINTR { continue }
                if got < 0 { reason = errno }
                guard got > 0 else { return }
                count += got
            }
        }
        guard reason == 0 else { throw Self.unreadable(path, found: String(cString: strerror(reason))) }
        return bytes
    }

    private static func unreadable(_ path: String, found: String) -> PackagingError {
        PackagingError(.fileUnreadable, "\(Diagnosis.excerpt(path)) cannot be read", found: found)
    }
}
