import FileStaging

/// Writes zip archives: the same files give the same bytes.
package enum ZipWriter {
    /// How many files are compressed at the same time.
    private static let concurrency = 2
    /// What the format holds without its 64-bit extension; Lambda takes a fraction of it.
    private static let maximumBytes = Int(UInt32.max)
    private static let maximumEntries = Int(UInt16.max)

    /// Writes an archive.
    ///
    /// - Parameters:
    ///   - tree: What it holds.
    ///   - path: The archive's file, which appears once it is whole.
    /// - Returns: The entries, in the tree's order.
    /// - Throws: ``PackagingError`` with `package-file-unreadable`, `package-unwritable`, `package-too-large` or
    ///   `out-of-memory`.
    @discardableResult
    package static func write(_ tree: PackagedTree, to path: String) async throws -> [ZipEntry] {
        let archive = try StagedArchive(path)
        let entries = try await write(tree, to: archive)
        try archive.commit()
        return entries
    }

    /// Writes an archive that is put into its place later.
    static func write(_ tree: PackagedTree, to archive: StagedArchive) async throws -> [ZipEntry] {
        guard tree.byteCount < maximumBytes, tree.files.count <= maximumEntries else {
            throw PackagingError(
                .packageTooLarge, "the package is larger than a zip archive can be",
                expected: "less than 4 GiB in at most \(maximumEntries) files",
                found: "\(tree.byteCount) bytes in \(tree.files.count) files", advice: "make an image: --kind image")
        }
        let packed = try await compressed(tree.files)
        var entries: [ZipEntry] = []
        for (file, contents) in zip(tree.files, packed) {
            let entry = ZipEntry(
                path: file.path, method: contents.method, checksum: contents.checksum,
                packedByteCount: contents.bytes.count, byteCount: contents.byteCount, mode: file.mode,
                offset: archive.byteCount)
            try archive.append(entry.localHeader)
            try archive.append(contents.bytes)
            entries.append(entry)
        }
        try archive.append(directory(of: entries, at: archive.byteCount))
        return entries
    }

    private static func directory(of entries: [ZipEntry], at offset: Int) -> [UInt8] {
        let headers = entries.flatMap(\.centralHeader)
        var end = ByteFields()
        end.append(ZipReader.endSignature)
        end.append(UInt32(0))  // one disk
        end.append(UInt16(entries.count))
        end.append(UInt16(entries.count))
        end.append(UInt32(headers.count))
        end.append(UInt32(offset))
        end.append(UInt16(0))  // no comment
        return headers + end.bytes
    }

    /// Compresses files, the largest first so that all processors end at about the same time.
    private static func compressed(_ files: [PackagedFile]) async throws -> [ZipContents] {
        try await withThrowingTaskGroup(of: (Int, ZipContents).self) { group in
            var waiting = files.indices.sorted { files[$0].byteCount < files[$1].byteCount }
            func startNext() {
                guard !Task.isCancelled, let index = waiting.popLast() else { return }
                let file = files[index]
                group.addTask { (index, try ZipContents(of: file)) }
            }
            for _ in 0..<concurrency { startNext() }
            var results = [ZipContents?](repeating: nil, count: files.count)
            while let (index, contents) = try await group.next() {
                results[index] = contents
                startNext()
            }
            try Task.checkCancellation()
            return results.compactMap(\.self)
        }
    }
}

extension PackagedFile {
    /// Type and permissions, as in Unix.
    var mode: UInt16 {
        if case .link = content { return 0o120_777 }
        return isExecutable ? 0o100_755 : 0o100_644
    }

    /// What is in the file; a link's target for a link.
    ///
    /// - Throws: ``PackagingError`` with `package-file-unreadable`, also for a file that has changed its size.
    func contents() throws(PackagingError) -> [UInt8] {
        switch content {
        case .bytes(let bytes): return bytes
        case .link(let target): return Array(target.utf8)
        case .file(let path, let byteCount):
            let bytes = try SourceFile(path).bytes(in: 0..<byteCount)
            guard bytes.count == byteCount else {
                throw PackagingError(.fileUnreadable, "\(path) became shorter while it was packaged")
            }
            return bytes
        }
    }
}
