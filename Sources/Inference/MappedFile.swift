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
    /// The file's contents; they live as long as this object.
    package let bytes: UnsafeRawBufferPointer
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
        let count = Int(status.st_size)
        guard count > 0 else {
            (address, bytes) = (nil, UnsafeRawBufferPointer(start: nil, count: 0))
            return
        }
        let mapping = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let mapping, mapping != MAP_FAILED else { throw Self.unreadable(path, reason: errno) }
        (address, bytes) = (mapping, UnsafeRawBufferPointer(start: mapping, count: count))
    }

    deinit {
        if let address { munmap(address, bytes.count) }
    }

    private static func unreadable(_ path: String, reason: Int32) -> InferenceError {
        InferenceError(
            .modelNotFound, "the model \(path) cannot be read", found: String(cString: strerror(reason)),
            advice: reason == ENOENT ? "check the path; it is relative to the working folder" : nil)
    }
}
