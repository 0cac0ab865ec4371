/// An entry of an archive in the making, with its content.
package struct TarItem: Sendable {
    /// Where a content comes from.
    package enum Content: Sendable {
        /// There is none.
        case none
        /// These bytes.
        case bytes([UInt8])
        /// A file, read when its turn comes.
        case file(path: String)
    }

    /// The entry.
    package let entry: TarEntry
    /// Its content.
    package let content: Content

    /// A folder or a link.
    package init(_ entry: TarEntry) { (self.entry, content) = (entry, .none) }

    /// A file of these bytes.
    package init(_ path: String, bytes: [UInt8], isExecutable: Bool = false) {
        entry = .file(path, byteCount: bytes.count, isExecutable: isExecutable)
        content = .bytes(bytes)
    }

    /// A file that is read when its turn comes.
    ///
    /// - Parameters:
    ///   - path: Its path in the archive.
    ///   - source: Its path on this machine.
    ///   - byteCount: Its size; another one at the time of reading is an error.
    ///   - isExecutable: Whether the mode is 0755 instead of 0644.
    package init(_ path: String, file source: String, byteCount: Int, isExecutable: Bool = false) {
        entry = .file(path, byteCount: byteCount, isExecutable: isExecutable)
        content = .file(path: source)
    }

    /// A file as a package describes it.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - folder: The folder that the package is unpacked into, without a slash at its end; empty for the root.
    package init(_ file: PackagedFile, in folder: String) {
        let path = folder.isEmpty ? file.path : "\(folder)/\(file.path)"
        switch file.content {
        case .link(let target): self.init(.link(path, to: target))
        case .bytes(let bytes): self.init(path, bytes: bytes, isExecutable: file.isExecutable)
        case .file(let source, let byteCount):
            self.init(path, file: source, byteCount: byteCount, isExecutable: file.isExecutable)
        }
    }
}
