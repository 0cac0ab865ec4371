import Inference

/// What an archive of a function holds, its own or somebody else's, and why it is that big.
package struct PackageInspection: Sendable {
    /// A file of the package.
    package struct File: Sendable {
        /// Its path.
        package let path: String
        /// What it is for, as far as its name tells.
        package let part: PackagePart?
        /// The size unpacked, in bytes.
        package let byteCount: Int
        /// The size in the archive, in bytes, where files are compressed one by one.
        package let packedByteCount: Int?
    }

    /// The archive.
    package let path: String
    /// The form.
    package let kind: PackageKind
    /// The archive's size, in bytes.
    package let archiveByteCount: Int
    /// The files, the largest first.
    package let files: [File]
    /// The function's program, where there is one that can be read.
    package let function: ELFFile?

    /// The size unpacked, in bytes.
    package var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

    /// Whether a file looks like an archive and not like a model.
    package static func canRead(_ path: String) -> Bool {
        [".zip", ".tar"].contains { path.lowercased().hasSuffix($0) }
    }

    /// Reads an archive.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt` or `package-file-unreadable`.
    package init(path: String) throws(PackagingError) {
        let source = try SourceFile(path)
        self.path = path
        archiveByteCount = source.byteCount
        if try source.bytes(in: 0..<2) == Array("PK".utf8) {
            kind = .zip
            (files, function) = try Self.zip(source)
        } else {
            kind = .image
            (files, function) = try Self.image(source, named: path)
        }
    }

    private static func zip(_ source: SourceFile) throws(PackagingError) -> ([File], ELFFile?) {
        let archive = try ZipReader(source)
        let files = archive.entries.filter { !$0.isFolder }.map { entry in
            File(
                path: entry.path, part: PackagePart(ofFileAt: entry.path), byteCount: entry.byteCount,
                packedByteCount: entry.packedByteCount)
        }
        let bootstrap = archive.entries.first { $0.path == "bootstrap" }
        let contents = try bootstrap.map { entry throws(PackagingError) in try archive.contents(of: entry) }
        return (sorted(files), contents.flatMap { try? ELFFile(MemoryBytes($0), name: "bootstrap") })
    }

    /// The files of all layers: one that a higher layer replaces counts all the same, as it is fetched all the same.
    private static func image(_ source: SourceFile, named path: String) throws(PackagingError) -> ([File], ELFFile?) {
        let archive = try ImageArchive(source, named: path)
        var files: [File] = []
        var function: ELFFile?
        for layer in archive.manifest.layers {
            let bytes = try archive.unpacked(layer)
            for member in try TarReader.members(of: bytes) {
                guard case .file(let byteCount) = member.entry.kind else { continue }
                let place = member.entry.path
                let name = place.hasPrefix(taskPrefix) ? String(place.dropFirst(taskPrefix.count)) : place
                files.append(
                    File(path: name, part: PackagePart(ofFileAt: name), byteCount: byteCount, packedByteCount: nil))
                if name == "bootstrap" { function = try? ELFFile(ByteSlice(bytes, member.range), name: name) }
            }
        }
        return (sorted(files), function)
    }

    private static let taskPrefix = PackageContents.taskFolder + "/"

    private static func sorted(_ files: [File]) -> [File] {
        files.sorted { ($1.byteCount, $0.path) < ($0.byteCount, $1.path) }
    }
}

extension PackagePart {
    /// What a file of a package is for, as far as its name tells.
    init?(ofFileAt path: String) {
        let name = path.split(separator: "/").last ?? ""
        let isLibrary = name.hasSuffix(".so") || name.contains(".so.")
        switch true {
        case path.hasPrefix("licenses/"): self = .licenses
        case name == "bootstrap": self = .function
        case isLibrary && (name.contains("onnxruntime") || name.contains("LiteRt") || name.contains("tensorflow")):
            self = .engine
        case isLibrary: self = .libraries
        case [".onnx", ".ort", ".tflite", ".apus.json", ".data"].contains { name.hasSuffix($0) }: self = .model
        default: return nil
        }
    }
}
