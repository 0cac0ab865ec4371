#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is written beside its place and moved there once it is whole; given up, it leaves nothing behind.
package final class StagedFile {
    /// Where to write: an empty file in the folder of the real one, whose name it ends in.
    let stagingPath: String
    private let path: String

    /// Makes the empty file.
    ///
    /// - Throws: ``InferenceError`` with `file-unwritable`.
    package init(_ path: String) throws(InferenceError) {
        self.path = path
        let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let mark = String(UInt64.random(in: .min ... .max), radix: 36)
        stagingPath = path[..<nameStart] + ".\(mark)-" + path[nameStart...]
        let descriptor = open(stagingPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.unwritable(path, reason: errno) }
        close(descriptor)
    }

    deinit { unlink(stagingPath) }

    /// Writes bytes behind what is in the file.
    ///
    /// - Throws: ``InferenceError`` with `file-unwritable`.
    package func append(_ bytes: [UInt8]) throws(InferenceError) {
        guard let file = fopen(stagingPath, "ab") else { throw Self.unwritable(path, reason: errno) }
        let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
        // What is still in the buffer may fail as well, such as on a full disk.
        guard fclose(file) == 0, isWritten else { throw Self.unwritable(path, reason: errno) }
    }

    /// Moves the written file to its place, over one that is there.
    ///
    /// - Throws: ``InferenceError`` with `file-unwritable`.
    package func commit() throws(InferenceError) {
        guard rename(stagingPath, path) == 0 else { throw Self.unwritable(path, reason: errno) }
    }

    private static func unwritable(_ path: String, reason: Int32) -> InferenceError {
        InferenceError(
            .fileUnwritable, "\(path) cannot be written", found: String(cString: strerror(reason)),
            advice: "name a file in a folder that is there and may be written to")
    }
}
