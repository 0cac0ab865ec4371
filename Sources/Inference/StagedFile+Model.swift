import FileStaging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension StagedFile where Failure == InferenceError {
    /// Makes an empty file in the folder of the real one.
    ///
    /// - Throws: ``InferenceError`` with `file-unwritable`.
    convenience init(_ path: String) throws(InferenceError) {
        try self.init(path, explain: Self.unwritable)
    }

    /// Goes on with a file that the engine has written beside the real place.
    ///
    /// - Throws: ``InferenceError`` with `file-unwritable`.
    convenience init(_ path: String, adopting stagingPath: String) throws(InferenceError) {
        try self.init(path, adopting: stagingPath, explain: Self.unwritable)
    }

    private static func unwritable(_ path: String, reason: Int32) -> InferenceError {
        InferenceError(
            .fileUnwritable, "\(path) cannot be written", found: String(cString: strerror(reason)),
            advice: "name a file in a folder that is there and may be written to")
    }
}
