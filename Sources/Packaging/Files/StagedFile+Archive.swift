import Diagnosis
import FileStaging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A package, or a file of one, on its way to its place.
typealias StagedArchive = StagedFile<PackagingError>

extension StagedFile where Failure == PackagingError {
    /// Makes an empty file in the folder of the real one.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    convenience init(_ path: String) throws(PackagingError) {
        try self.init(path) { path, reason in
            PackagingError(
                .fileUnwritable, "\(Diagnosis.excerpt(path)) cannot be written",
                found: String(cString: strerror(reason)), advice: reason == ENOSPC ? "make room on the disk" : nil)
        }
    }
}
