/// One thing in a tar archive, without its content.
package struct TarEntry: Sendable, Hashable {
    /// What a thing is.
    package enum Kind: Sendable, Hashable {
        /// A file of so many bytes.
        case file(byteCount: Int)
        /// A folder; what is in it follows as entries of their own.
        case folder
        /// A symbolic link.
        case link(target: String)
        /// Another name of a file that came before.
        case hardLink(target: String)
        /// A device, a pipe, or what else archives of others hold: read, never written.
        case special(type: UInt8)
    }

    /// Where it is, with forward slashes and without a slash at either end.
    package let path: String
    /// The twelve bits of the mode: 0755, 0644, 01777.
    package let permissions: UInt16
    /// What it is.
    package let kind: Kind

    /// A file.
    package static func file(_ path: String, byteCount: Int, isExecutable: Bool = false) -> TarEntry {
        TarEntry(path: path, permissions: isExecutable ? 0o755 : 0o644, kind: .file(byteCount: byteCount))
    }

    /// A folder.
    package static func folder(_ path: String, permissions: UInt16 = 0o755) -> TarEntry {
        TarEntry(path: path, permissions: permissions, kind: .folder)
    }

    /// A symbolic link, with the mode that they all have.
    package static func link(_ path: String, to target: String) -> TarEntry {
        TarEntry(path: path, permissions: 0o777, kind: .link(target: target))
    }

    /// The size of its content, in bytes; only files have any.
    package var byteCount: Int {
        if case .file(let count) = kind { count } else { 0 }
    }
}
