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

/// A folder that is gone, with all that is in it, when its owner is.
final class TemporaryFolder: Sendable {
    /// Its path.
    let path: String

    /// Makes an empty folder where the system keeps such.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    init() throws(PackagingError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/apus-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw Self.unwritable(parent) }
        path = String(cString: made)
    }

    deinit { Self.remove(path) }

    /// Makes a folder in it, and those above.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func makeFolder(_ relative: String) throws(PackagingError) {
        var folder = path
        for name in relative.split(separator: "/") {
            folder += "/\(name)"
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw Self.unwritable(folder) }
        }
    }

    /// Puts a file into it.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable` or `package-file-unreadable`.
    func add(_ file: PackagedFile, in folder: String) throws(PackagingError) {
        let relative = folder.isEmpty ? file.path : "\(folder)/\(file.path)"
        try makeFolder(Folder.parent(of: relative))
        let place = "\(path)/\(relative)"
        if case .link(let target) = file.content {
            guard symlink(target, place) == 0 else { throw Self.unwritable(place) }
            return
        }
        let staged = try StagedArchive(place)
        try staged.append(try file.contents())
        try staged.commit()
        guard !file.isExecutable || chmod(place, 0o755) == 0 else { throw Self.unwritable(place) }
    }

    private static func unwritable(_ path: String) -> PackagingError {
        PackagingError(
            .fileUnwritable, "\(Diagnosis.excerpt(path)) cannot be written", found: String(cString: strerror(errno)),
            advice: "make room, or set TMPDIR to a folder that may be written to")
    }

    /// Links are removed, not followed.
    private static func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in Folder.names(in: path) where name != "." && name != ".." { remove("\(path)/\(name)") }
        rmdir(path)
    }
}
