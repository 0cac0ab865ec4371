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
    /// How the function of a zip archive starts on Lambda; `nil` without one, and of images, which bring all that they
    /// are started with.
    package let start: Start?
    /// The size of each part in the archive, in bytes, as far as the archive tells.
    private let packed: [PackagePart?: Int]

    /// The size unpacked, in bytes.
    package var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

    /// What a part weighs in the archive.
    ///
    /// - Parameter part: The part, or `nil` for the files that belong to none.
    /// - Returns: Its compressed size in bytes; `nil` where it is compressed together with others. The libraries of an
    ///   own image have the certificates and the few system files in their layer.
    package func packedByteCount(of part: PackagePart?) -> Int? { packed[part] }

    /// Whether a file looks like a package and not like a model, by its name or else by what is in it: models of other
    /// engines may be zip archives too.
    package static func canRead(_ path: String) -> Bool {
        if [".zip", ".tar"].contains(where: { path.lowercased().hasSuffix($0) }) { return true }
        guard let source = try? SourceFile(path), let start = try? source.bytes(in: 0..<TarBlock.size) else {
            return false
        }
        guard isZip(start) else { return start.count == TarBlock.size && (try? TarFields(start)) != nil }
        return (try? ZipReader(source))?.entries.contains { PackagePart(ofFileAt: $0.path) != nil } ?? false
    }

    /// Reads an archive.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt` or `package-file-unreadable`.
    package init(path: String) throws(PackagingError) {
        let source = try SourceFile(path)
        self.path = path
        archiveByteCount = source.byteCount
        if Self.isZip(try source.bytes(in: 0..<2)) {
            kind = .zip
            let archive = try ZipReader(source)
            files = Self.files(of: archive)
            packed = Dictionary(grouping: files, by: \.part).mapValues { $0.compactMap(\.packedByteCount).reduce(0, +) }
            (function, start) = try Start.find(in: archive)
        } else {
            kind = .image
            (files, packed, function) = try Self.image(source, named: path)
            start = nil
        }
    }

    private static func isZip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "PK".utf8) }

    private static func files(of archive: ZipReader) -> [File] {
        sorted(
            archive.entries.filter { !$0.isFolder }.map { entry in
                File(
                    path: entry.path, part: PackagePart(ofFileAt: entry.path), byteCount: entry.byteCount,
                    packedByteCount: entry.packedByteCount)
            })
    }

    /// The files of all layers: one that a higher layer replaces counts all the same, as it is fetched all the same.
    private static func image(
        _ source: SourceFile, named path: String
    ) throws(PackagingError) -> ([File], [PackagePart?: Int], ELFFile?) {
        let archive = try ImageArchive(source, named: path)
        var files: [File] = []
        var packed: [PackagePart?: Int] = [:]
        var function: ELFFile?
        for (index, layer) in archive.manifest.layers.enumerated() {
            if let part = PackagePart(rawValue: archive.layerTitle(index)) { packed[part] = layer.byteCount }
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
        return (sorted(files), packed, function)
    }

    private static let taskPrefix = PackageContents.taskFolder + "/"

    private static func sorted(_ files: [File]) -> [File] {
        files.sorted { ($1.byteCount, $0.path) < ($0.byteCount, $1.path) }
    }
}
