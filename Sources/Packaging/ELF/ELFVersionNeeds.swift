/// The versions that an ELF file asks of libraries (`.gnu.version_r`), each with the symbols that need it.
struct ELFVersionNeeds {
    private let bytes: ELFBytes
    private let dynamic: ELFDynamicSection
    private let offset: (Int) throws(PackagingError) -> Int

    /// How many symbols are named for a version.
    private static let shownSymbols = 3
    /// More than any file asks for.
    private static let maximumCount = 2_048
    private static let symbolByteCount = 24

    /// Prepares to read.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - dynamic: Its list of tags.
    ///   - offset: Where in the file an address is.
    init(
        _ bytes: ELFBytes, _ dynamic: ELFDynamicSection, offset: @escaping (Int) throws(PackagingError) -> Int
    ) {
        self.bytes = bytes
        self.dynamic = dynamic
        self.offset = offset
    }

    /// Reads them all.
    ///
    /// - Throws: ``PackagingError`` with `binary-corrupt`.
    func read() throws(PackagingError) -> [VersionNeed] {
        guard let address = dynamic.value(.versionNeeds) else { return packedRelocations }
        let strings = try offset(try required(.stringTable))
        let symbols = try symbolsByVersion(strings: strings)
        var place = try offset(address)
        var needs: [VersionNeed] = []
        for _ in 0..<min(dynamic.value(.versionNeedCount) ?? 0, Self.maximumCount) {
            let library = try bytes.text(at: strings + Int(try bytes.integer(UInt32.self, at: place + 4)))
            var entry = place + Int(try bytes.integer(UInt32.self, at: place + 8))
            for _ in 0..<(try bytes.integer(UInt16.self, at: place + 2)) {
                let index = try bytes.integer(UInt16.self, at: entry + 6) & 0x7FFF
                let name = try bytes.text(at: strings + Int(try bytes.integer(UInt32.self, at: entry + 8)))
                guard needs.count < Self.maximumCount else { throw bytes.corrupt("too many versions") }
                needs.append(
                    VersionNeed(library: library, version: SymbolVersion(name), symbols: symbols[index] ?? []))
                entry += Int(try bytes.integer(UInt32.self, at: entry + 12))
            }
            let step = Int(try bytes.integer(UInt32.self, at: place + 12))
            guard step > 0 else { break }
            place += step
        }
        return needs + packedRelocations
    }

    /// Names of symbols by the version that they need.
    ///
    /// The GNU hash table holds exported symbols only, and they stand behind all imported ones: where it begins, the
    /// imported ones end.
    private func symbolsByVersion(strings: Int) throws(PackagingError) -> [UInt16: [String]] {
        guard let hash = dynamic.value(.gnuHash), let table = dynamic.value(.symbolTable),
            let versions = dynamic.value(.symbolVersions)
        else { return [:] }
        let count = Int(try bytes.integer(UInt32.self, at: try offset(hash) + 4))
        let (symbols, marks) = (try offset(table), try offset(versions))
        guard count <= bytes.bytes.count / Self.symbolByteCount else { throw bytes.corrupt("\(count) symbols") }
        var names: [UInt16: [String]] = [:]
        for index in 0..<count {
            let version = try bytes.integer(UInt16.self, at: marks + 2 * index) & 0x7FFF
            guard version > 1, version < Self.maximumCount, names[version, default: []].count < Self.shownSymbols
            else { continue }
            let name = try bytes.integer(UInt32.self, at: symbols + Self.symbolByteCount * index)
            names[version, default: []].append(try bytes.text(at: strings + Int(name)))
        }
        return names
    }

    private var packedRelocations: [VersionNeed] {
        guard dynamic.value(.relativeRelocations) != nil else { return [] }
        return [
            VersionNeed(library: "libc.so.6", version: SymbolVersion(SymbolVersion.packedRelocations))
        ]
    }

    private func required(_ tag: ELFDynamicSection.Tag) throws(PackagingError) -> Int {
        guard let value = dynamic.value(tag) else { throw bytes.corrupt("no tag \(tag)") }
        return value
    }
}
