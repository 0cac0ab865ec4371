import Inference

/// All shared libraries that some files need, and those that these need in turn.
package struct LibraryClosure: Sendable {
    /// A library of the closure.
    package struct Library: Sendable {
        /// The name that it is asked for by.
        package let name: String
        /// Where it is on this machine.
        package let path: String
        /// What it is.
        package let file: ELFFile
    }

    /// The libraries, sorted by name.
    package let libraries: [Library]

    /// Follows the names from file to file.
    ///
    /// - Parameters:
    ///   - roots: The files to begin with, which answer to their own names.
    ///   - present: The names of libraries that need not be followed, because the target has them.
    /// - Throws: ``PackagingError`` with `library-missing`, `binary-foreign` or `binary-corrupt`.
    package init(of roots: [ELFFile], present: Set<String> = []) throws(PackagingError) {
        var known = present.union(roots.compactMap(\.libraryName))
        var queue = roots.map { (file: $0, folder: Folder.parent(of: Folder.absolute($0.name))) }
        var libraries: [Library] = []
        while let (asker, folder) = queue.popLast() {
            let search = LibrarySearch(processor: asker.processor)
            for name in asker.needed where known.insert(name).inserted {
                let found = try search.find(name, for: asker, in: folder)
                libraries.append(Library(name: name, path: found.path, file: found.file))
                queue.append((found.file, Folder.parent(of: found.path)))
            }
        }
        self.libraries = libraries.sorted { $0.name < $1.name }
    }
}
