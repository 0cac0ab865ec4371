/// What a file is for, in the order of image layers: what changes least is first.
package enum PackagePart: String, CaseIterable, Sendable {
    /// Shared libraries that the function and the engine need.
    case libraries
    /// The library that runs models.
    case engine
    /// The program that answers events.
    case function
    /// The model and the files beside it.
    case model
    /// The licences of what is inside.
    case licenses
}

/// A file of a package: where it lies, and what is in it.
package struct PackagedFile: Sendable {
    /// Where a file's contents come from.
    package enum Content: Sendable {
        /// A file on this machine, read when the archive is written.
        case file(path: String, byteCount: Int)
        /// These bytes.
        case bytes([UInt8])
        /// A symbolic link to another file of the package, relative to the link's folder.
        case link(target: String)
    }

    /// The path in the package, relative and with forward slashes.
    package let path: String
    /// Whether the mode is 0755 instead of 0644.
    package let isExecutable: Bool
    /// What the file is for.
    package let part: PackagePart
    /// What is in it.
    package let content: Content

    /// Describes a file; ``PackagedTree`` checks the path.
    package init(path: String, isExecutable: Bool = false, part: PackagePart, content: Content) {
        self.path = path
        self.isExecutable = isExecutable
        self.part = part
        self.content = content
    }

    /// The size unpacked, in bytes; a link has none.
    package var byteCount: Int {
        switch content {
        case .file(_, let byteCount): byteCount
        case .bytes(let bytes): bytes.count
        case .link: 0
        }
    }
}
