import Diagnosis
import FileStaging
import Inference

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Folder {
    /// Whether a file is there.
    static func contains(_ path: String) -> Bool { access(path, R_OK) == 0 }

    /// Makes a folder that only this user may read, and those above it.
    ///
    /// - Throws: ``ServingError`` with `storage-unwritable`.
    static func make(_ path: String) throws(ServingError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        let reason = errno
        guard reason == ENOENT, !parent(of: path).isEmpty else { throw unwritable(path, reason: reason) }
        try make(parent(of: path))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw unwritable(path, reason: errno) }
    }

    /// Moves a file over one that is there.
    ///
    /// - Throws: ``ServingError`` with `storage-unwritable`.
    static func rename(_ path: String, to newPath: String) throws(ServingError) {
        // Unqualified, the name would mean this function.
        let status = path.withCString { old in newPath.withCString { new in renameat(AT_FDCWD, old, AT_FDCWD, new) } }
        guard status == 0 else { throw unwritable(newPath, reason: errno) }
    }

    /// An empty file that is moved to its place once it is whole.
    ///
    /// - Throws: ``ServingError`` with `storage-unwritable`.
    static func stage(_ path: String) throws(ServingError) -> StagedFile<ServingError> {
        try StagedFile(path) { unwritable($0, reason: $1) }
    }

    private static func unwritable(_ path: String, reason: Int32) -> ServingError {
        ServingError(
            .storageUnwritable, "\(Diagnosis.excerpt(path)) cannot be written",
            found: String(cString: strerror(reason)),
            advice: reason == ENOSPC ? "give the function more ephemeral storage" : nil)
    }
}
