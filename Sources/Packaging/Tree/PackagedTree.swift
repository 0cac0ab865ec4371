import Diagnosis

/// The files of a package, checked and in the order of their paths, which is the order in archives.
package struct PackagedTree: Sendable {
    /// The files, sorted by the bytes of their paths.
    package let files: [PackagedFile]

    /// Checks and sorts files.
    ///
    /// - Throws: ``PackagingError`` with `package-path-refused` for a path that leaves the package, that two files have,
    ///   or that is another file's folder.
    package init(_ files: [PackagedFile]) throws(PackagingError) {
        for file in files {
            try Self.checkPath(file.path)
            if case .link(let target) = file.content { try Self.checkLink(file.path, target: target) }
        }
        self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        try Self.checkPlaces(self.files)
    }

    /// The size unpacked, in bytes.
    package var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

    /// The files of one part, in the same order.
    package func files(of part: PackagePart) -> [PackagedFile] { files.filter { $0.part == part } }
}

// MARK: - Paths

extension PackagedTree {
    /// The longest path that Linux takes, less room for the folder that the package is unpacked into.
    private static let maximumPathBytes = 3_840

    private static func checkPath(_ path: String) throws(PackagingError) {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard path.utf8.count <= maximumPathBytes, names.allSatisfy({ isName($0) }) else {
            throw PackagingError(
                .pathRefused, "a package cannot hold a file named \(Diagnosis.excerpt(path))",
                expected: "names of 1 to 255 bytes without control characters and backslashes, none of them . or ..",
                advice: "rename the file")
        }
    }

    private static func isName(_ name: Substring) -> Bool {
        name != "." && name != ".." && (1...255).contains(name.utf8.count)
            && !name.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
    }

    private static func checkLink(_ path: String, target: String) throws(PackagingError) {
        var depth = path.utf8.count { $0 == UInt8(ascii: "/") }
        var isInside = !target.isEmpty && !target.hasPrefix("/")
        for name in target.split(separator: "/", omittingEmptySubsequences: false) where isInside {
            depth += name == ".." ? -1 : 1
            isInside = depth >= 0 && (name == ".." || isName(name))
        }
        guard isInside else {
            throw PackagingError(
                .pathRefused, "the link \(Diagnosis.excerpt(path)) leads out of the package",
                found: Diagnosis.excerpt(target), advice: "put the file itself in the link's place")
        }
    }

    private static func checkPlaces(_ files: [PackagedFile]) throws(PackagingError) {
        var paths: Set<String> = []
        for file in files where !paths.insert(file.path).inserted {
            throw PackagingError(.pathRefused, "two files of the package are named \(file.path)")
        }
        for file in files {
            var folder = file.path[...]
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                guard !paths.contains(String(folder)) else {
                    throw PackagingError(
                        .pathRefused, "\(folder) cannot be a file and the folder of \(file.path) in one package")
                }
            }
        }
    }
}
