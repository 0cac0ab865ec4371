import Crypto
import Diagnosis
import FileStaging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension StagedFile where Failure == AWSError {
    /// Makes an empty file for an object.
    ///
    /// - Throws: `file-unwritable`.
    convenience init(download path: String) throws(AWSError) {
        try self.init(path) { path, reason in
            AWSError(
                .fileUnwritable, "\(Diagnosis.excerpt(path)) cannot be written",
                found: String(cString: strerror(reason)),
                advice: reason == ENOSPC ? "make room, or give the function more ephemeral storage" : nil)
        }
    }

    /// Claims the room for all bytes before they come, so that a full disk is found at once.
    ///
    /// - Throws: `file-unwritable`.
    func allocate(_ byteCount: Int) throws(AWSError) {
        guard byteCount > 0 else { return }
        // What an earlier attempt claimed for a larger object is cut off first.
        try check(ftruncate(descriptor, off_t(byteCount)) == 0 ? 0 : errno)
        #if !canImport(Darwin)
        try check(posix_fallocate(descriptor, 0, off_t(byteCount)))
        #endif
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
            // Less than was written is there only where somebody cut the file off.
            guard count > 0 else { return try check(count < 0 ? errno : EIO) }
            digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }
}
