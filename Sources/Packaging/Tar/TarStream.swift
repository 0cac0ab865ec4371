import Diagnosis

/// An archive's bytes, made piece by piece while they are taken; files are opened in their turn.
package struct TarStream {
    private var items: ArraySlice<TarItem>
    /// Bytes that come next.
    private var pending: ArraySlice<UInt8> = []
    /// The file whose bytes come after those.
    private var file: (source: SourceFile, offset: Int)?
    private var isEnded = false

    /// Begins an archive of these entries, in this order.
    package init(_ items: [TarItem]) { self.items = items[...] }

    /// The next bytes.
    ///
    /// - Parameter maximumBytes: The most that are given; fewer are only given at the end.
    /// - Returns: The bytes, or `nil` behind the end.
    /// - Throws: ``PackagingError`` with `package-file-unreadable`, also for a file that has another size than declared.
    package mutating func next(_ maximumBytes: Int) throws(PackagingError) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < maximumBytes {
            let room = maximumBytes - bytes.count
            if !pending.isEmpty {
                bytes += pending.prefix(room)
                pending = pending.dropFirst(room)
            } else if let file {
                try bytes += read(file.source, at: file.offset, atMost: room)
            } else if let item = items.popFirst() {
                try begin(item)
            } else if !isEnded {
                // Two empty blocks end an archive.
                pending = [UInt8](repeating: 0, count: 2 * TarBlock.size)[...]
                isEnded = true
            } else {
                break
            }
        }
        return bytes.isEmpty ? nil : bytes
    }

    private mutating func begin(_ item: TarItem) throws(PackagingError) {
        pending = item.entry.headerBytes[...]
        switch item.content {
        case .none: break
        case .bytes(let bytes):
            pending += bytes + [UInt8](repeating: 0, count: TarBlock.padding(after: bytes.count))
        case .file(let path):
            let source = try SourceFile(path)
            guard source.byteCount == item.entry.byteCount else {
                throw Self.changed(path, expected: item.entry.byteCount, found: source.byteCount)
            }
            if source.byteCount > 0 { file = (source, 0) }
        }
    }

    private mutating func read(
        _ source: SourceFile, at offset: Int, atMost room: Int
    ) throws(PackagingError) -> [UInt8] {
        let bytes = try source.bytes(in: offset..<offset + min(source.byteCount - offset, room))
        guard !bytes.isEmpty else { throw Self.changed(source.path, expected: source.byteCount, found: offset) }
        file = (source, offset + bytes.count)
        if offset + bytes.count == source.byteCount {
            file = nil
            pending = [UInt8](repeating: 0, count: TarBlock.padding(after: source.byteCount))[...]
        }
        return bytes
    }

    private static func changed(_ path: String, expected: Int, found: Int) -> PackagingError {
        PackagingError(
            .fileUnreadable, "\(Diagnosis.excerpt(path)) changed while it was packaged",
            expected: "\(expected) bytes", found: "\(found) bytes", advice: "package again")
    }
}
