/// Bytes that are read at any place and in any order, such as a file's or a part of it.
package protocol ByteSource: Sendable {
    /// How many there are.
    var byteCount: Int { get }

    /// Reads some.
    ///
    /// - Parameter range: Which; its end may lie beyond the last byte.
    /// - Returns: The bytes, fewer than asked for where the source ends.
    /// - Throws: ``PackagingError`` with `package-file-unreadable`.
    func bytes(in range: Range<Int>) throws(PackagingError) -> [UInt8]
}

extension ByteSource {
    /// Some bytes, all of which must be there.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - offset: Where they begin.
    /// - Returns: The bytes.
    /// - Throws: ``PackagingError`` with `archive-corrupt` where the source ends before, or `package-file-unreadable`.
    package func exactly(_ count: Int, at offset: Int) throws(PackagingError) -> [UInt8] {
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard !overflow, offset >= 0, count >= 0, end <= byteCount else {
            throw PackagingError(.archiveCorrupt, "the archive ends too early", advice: "fetch it again")
        }
        let bytes = try bytes(in: offset..<end)
        guard bytes.count == count else {
            throw PackagingError(.archiveCorrupt, "the archive became shorter while it was read")
        }
        return bytes
    }
}

/// A part of other bytes.
package struct ByteSlice: ByteSource {
    private let whole: any ByteSource
    private let place: Range<Int>

    /// Takes a part, cut to what is there.
    package init(_ whole: any ByteSource, _ place: Range<Int>) {
        self.whole = whole
        self.place = place.clamped(to: 0..<whole.byteCount)
    }

    /// How many there are.
    package var byteCount: Int { place.count }

    /// Reads some.
    package func bytes(in range: Range<Int>) throws(PackagingError) -> [UInt8] {
        let range = range.clamped(to: 0..<place.count)
        return try whole.bytes(in: place.lowerBound + range.lowerBound..<place.lowerBound + range.upperBound)
    }
}

/// Bytes in memory.
package struct MemoryBytes: ByteSource {
    private let storage: [UInt8]

    /// Takes bytes.
    package init(_ bytes: [UInt8]) { storage = bytes }

    /// How many there are.
    package var byteCount: Int { storage.count }

    /// Copies some.
    package func bytes(in range: Range<Int>) -> [UInt8] { Array(storage[range.clamped(to: 0..<storage.count)]) }
}
