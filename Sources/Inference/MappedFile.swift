#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file's bytes, mapped read-only: nothing is copied, and pages come in as they are touched.
///
/// As with every mapping, the file must not be cut short by somebody else while it is read; writers that put a new
/// file in its place do no harm.
///
/// `@unchecked`: the mapping is private and never written.
package final class MappedFile: @unchecked Sendable {
    /// The file's size, in bytes.
    package let byteCount: Int
    /// When the file was last written, in nanoseconds since 1970.
    package let modificationTime: Int64
    private let address: UnsafeMutableRawPointer?

    /// Maps a file.
    ///
    /// - Throws: ``InferenceError`` with `model-not-found` where it cannot be opened or is no plain file.
    package init(path: String) throws(InferenceError) {
        // A pipe would otherwise wait here for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable(path, reason: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path, reason: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw InferenceError(
                .modelNotFound, "\(path) is not a file", advice: "name the model's file, e.g. model.onnx")
        }
        byteCount = Int(status.st_size)
        modificationTime = status.modificationTime
        guard byteCount > 0 else {
            address = nil
            return
        }
        let mapping = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let mapping, mapping != MAP_FAILED else { throw Self.unreadable(path, reason: errno) }
        address = mapping
    }

    deinit {
        if let address { munmap(address, byteCount) }
    }

    /// Lends the file's contents; who keeps the pointer must keep this object too.
    package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeRawBufferPointer(start: address, count: address == nil ? 0 : byteCount))
    }

    private static func unreadable(_ path: String, reason: Int32) -> InferenceError {
        InferenceError(
            .modelNotFound, "the model \(path) cannot be read", found: String(cString: strerror(reason)),
            advice: reason == ENOENT ? "check the path; it is relative to the working folder" : nil)
    }
}

extension stat {
    /// Nanoseconds since 1970.
    fileprivate var modificationTime: Int64 {
        #if canImport(Darwin)
        let time = st_mtimespec
        #else
        let time = st_mtim
        #endif
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
