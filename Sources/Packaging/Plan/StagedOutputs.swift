import FileStaging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of a package, whole and not yet in their places.
struct StagedOutputs {
    /// The folder that they are in where they will get to no other; it goes with them.
    let folder: TemporaryFolder?
    /// The files and their places.
    private(set) var files: [(archive: StagedArchive, path: String)] = []
    /// The compressed size of each part, in bytes.
    var packed: [PackagePart: Int] = [:]

    init(folder: TemporaryFolder?) { self.folder = folder }

    /// What there is to tell of them.
    var outputs: [PackageBuild.Output] { files.map { .init(path: $0.path, byteCount: $0.archive.byteCount) } }

    /// Begins a file.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    mutating func begin(for place: String) throws(PackagingError) -> StagedArchive {
        let archive = try StagedArchive(folder.map { "\($0.path)/\(files.count)" } ?? place)
        files.append((archive, place))
        return archive
    }

    /// Puts all of them into their places, or where one cannot go there none that is new.
    ///
    /// - Throws: ``PackagingError`` with `package-unwritable`.
    func commit() throws(PackagingError) {
        var made: [String] = []
        for (archive, path) in files {
            let isNew = access(path, F_OK) != 0
            do throws(PackagingError) {
                try archive.commit()
            } catch {
                for path in made { unlink(path) }
                throw error
            }
            if isNew { made.append(path) }
        }
    }
}
