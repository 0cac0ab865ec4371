#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is written beside its place and moved there once it is whole; given up, it leaves nothing behind.
///
/// Writes at different offsets may overlap in time. What goes wrong is told as its owner's kind of error.
package final class StagedFile<Failure: Error>: Sendable {
    /// Where the bytes are until then: in the folder of the real place, whose name it ends in.
    package let stagingPath: String
    /// For reading back what is there.
    package let descriptor: Int32
    private let path: String
    private let explain: @Sendable (_ path: String, _ reason: Int32) -> Failure

    /// Makes an empty file in the folder of the real one.
    ///
    /// - Parameters:
    ///   - path: The real place.
    ///   - explain: Makes an error of a path that cannot be written and of `errno`.
    /// - Throws: What `explain` makes.
    package init(
        _ path: String, explain: @escaping @Sendable (_ path: String, _ reason: Int32) -> Failure
    ) throws(Failure) {
        (self.path, self.explain) = (path, explain)
        let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let mark = String(UInt64.random(in: .min ... .max), radix: 36)
        stagingPath = path[..<nameStart] + ".\(mark)-" + path[nameStart...]
        descriptor = open(stagingPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw explain(path, errno) }
    }

    /// Goes on with a file that another part of the program has put beside the real place.
    ///
    /// - Parameters:
    ///   - path: The real place.
    ///   - stagingPath: Where the file is, in the same folder.
    ///   - explain: Makes an error of a path that cannot be written and of `errno`.
    /// - Throws: What `explain` makes.
    package init(
        _ path: String, adopting stagingPath: String,
        explain: @escaping @Sendable (_ path: String, _ reason: Int32) -> Failure
    ) throws(Failure) {
        (self.path, self.stagingPath, self.explain) = (path, stagingPath, explain)
        descriptor = open(stagingPath, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw explain(path, errno) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(stagingPath)
    }

    /// How many bytes the file has.
    package var byteCount: Int { max(0, Int(lseek(descriptor, 0, SEEK_END))) }

    /// Writes bytes behind what is there.
    ///
    /// - Throws: What `explain` makes.
    package func append(_ bytes: [UInt8]) throws(Failure) {
        try overwrite(bytes, at: byteCount)
    }

    /// Writes bytes over what is there, where room was left for them.
    ///
    /// - Throws: What `explain` makes.
    package func overwrite(_ bytes: [UInt8], at offset: Int) throws(Failure) {
        try check(bytes.withUnsafeBytes { put($0, at: offset) })
    }

    /// Writes bytes to their place.
    ///
    /// - Throws: What `explain` makes.
    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(Failure) {
        try check(put(bytes, at: offset))
    }

    /// Moves the file to its place, over one that is there.
    ///
    /// - Throws: What `explain` makes.
    package func commit() throws(Failure) {
        try check(rename(stagingPath, path) == 0 ? 0 : errno)
    }

    /// Throws where a call on this file failed.
    ///
    /// - Parameter reason: The call's `errno`, 0 where it did not fail.
    /// - Throws: What `explain` makes.
    package func check(_ reason: Int32) throws(Failure) {
        guard reason == 0 else { throw explain(path, reason) }
    }

    /// Writes bytes; 0, or `errno`.
    private func put(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int32 {
        var done = 0
        while done < bytes.count {
            let written = pwrite(
                descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return written < 0 ? errno : EIO }
            done += written
        }
        return 0
    }
}
