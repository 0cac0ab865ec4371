import Diagnosis

/// Reads the entries of a tar archive, in order: ustar, pax, and what GNU's tar writes for long names.
package struct TarReader {
    /// An entry, and where in the archive its content lies.
    package struct Member: Sendable {
        /// The entry.
        package let entry: TarEntry
        /// Where the content begins, in bytes from the archive's beginning.
        package let offset: Int

        /// The content's place.
        package var range: Range<Int> { offset..<offset + entry.byteCount }
    }

    /// The most entries that are read: more than any package has.
    private static let maximumEntries = 1_000_000
    /// The largest extension of a header that is read, in bytes.
    private static let maximumExtension = 1 << 20

    private let source: any ByteSource
    private var offset = 0
    private var count = 0
    private var globals = TarExtension()

    /// Begins at the archive's first byte.
    package init(_ source: any ByteSource) { self.source = source }

    /// All entries.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt`, `package-file-unreadable`.
    package static func members(of source: any ByteSource) throws(PackagingError) -> [Member] {
        var reader = TarReader(source)
        var members: [Member] = []
        while let member = try reader.next() { members.append(member) }
        return members
    }

    /// The next entry, or `nil` behind the last.
    ///
    /// - Throws: ``PackagingError`` with `archive-corrupt`, `package-file-unreadable`.
    package mutating func next() throws(PackagingError) -> Member? {
        var extensions = globals
        while offset < source.byteCount {
            let block = try source.exactly(TarBlock.size, at: offset)
            guard block.contains(where: { $0 != 0 }) else { return nil }
            let header = try TarFields(block)
            count += 1
            guard count <= Self.maximumEntries else {
                throw Self.corrupt("more than \(Self.maximumEntries) entries")
            }
            let contentOffset = offset + TarBlock.size
            switch header.type {
            case TarBlock.Kind.pax, TarBlock.Kind.longName, TarBlock.Kind.longTarget:
                try extensions.add(header.type, skippingExtension(of: header))
            case TarBlock.Kind.globalPax:
                try globals.add(TarBlock.Kind.pax, skippingExtension(of: header))
                extensions = globals
            default:
                try skip(header.contentSize(extensions))
                return Member(entry: header.entry(extensions), offset: contentOffset)
            }
        }
        return nil
    }

    private mutating func skippingExtension(of header: TarFields) throws(PackagingError) -> [UInt8] {
        guard header.byteCount <= Self.maximumExtension else {
            throw Self.corrupt("a header of \(header.byteCount) bytes")
        }
        let bytes = try source.exactly(header.byteCount, at: offset + TarBlock.size)
        try skip(header.byteCount)
        return bytes
    }

    private mutating func skip(_ byteCount: Int) throws(PackagingError) {
        guard byteCount <= source.byteCount - offset - TarBlock.size else {
            throw Self.corrupt("a content of \(byteCount) bytes where fewer are left")
        }
        offset += TarBlock.size + byteCount + TarBlock.padding(after: byteCount)
    }

    static func corrupt(_ found: String) -> PackagingError {
        PackagingError(.archiveCorrupt, "the tar archive is damaged", found: found, advice: "fetch it again")
    }
}
