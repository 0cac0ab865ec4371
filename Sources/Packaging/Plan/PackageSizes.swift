/// What the parts of a package weigh.
package struct PackageSizes: Sendable {
    /// One part.
    package struct Row: Sendable {
        /// Which part.
        package let part: PackagePart
        /// How many files.
        package let fileCount: Int
        /// The size unpacked, in bytes.
        package let byteCount: Int
        /// The size in the archives, in bytes; `nil` where nothing was compressed.
        package let packedByteCount: Int?
    }

    /// The parts that are there, in the order of ``PackagePart``.
    package let rows: [Row]

    /// Adds up trees.
    ///
    /// - Parameters:
    ///   - trees: The package, which may be spread over several trees.
    ///   - packed: The compressed size of each part.
    init(of trees: [PackagedTree], packed: [PackagePart: Int]? = nil) {
        rows = PackagePart.allCases.compactMap { part in
            let files = trees.flatMap { $0.files(of: part) }
            guard !files.isEmpty else { return nil }
            return Row(
                part: part, fileCount: files.count, byteCount: files.reduce(0) { $0 + $1.byteCount },
                packedByteCount: packed?[part])
        }
    }

    /// The size unpacked, in bytes.
    package var byteCount: Int { rows.reduce(0) { $0 + $1.byteCount } }
}
