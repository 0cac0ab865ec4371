/// What the loader reads first of an ELF file (`PT_DYNAMIC`): a list of tags with values.
struct ELFDynamicSection {
    /// The tags that matter here (`d_tag`).
    enum Tag: Int, CaseIterable {
        case needed = 1
        case stringTable = 5
        case symbolTable = 6
        case libraryName = 14
        case rpath = 15
        case runpath = 29
        case relativeRelocations = 36
        case gnuHash = 0x6FFF_FEF5
        case symbolVersions = 0x6FFF_FFF0
        case versionNeeds = 0x6FFF_FFFE
        case versionNeedCount = 0x6FFF_FFFF
    }

    /// The values of each tag in their order, and where in the file the tag itself stands.
    private(set) var entries: [Tag: [(value: Int, place: Int)]] = [:]

    /// More than any linker writes.
    private static let maximumCount = 4_096
    private static let entryByteCount = 16

    /// Reads the section, up to its end mark.
    ///
    /// - Throws: ``PackagingError`` with `binary-corrupt`.
    init(_ bytes: ELFBytes, in segment: ELFSegment) throws(PackagingError) {
        let count = min(segment.byteCount / Self.entryByteCount, Self.maximumCount)
        for index in 0..<count {
            let place = segment.offset + index * Self.entryByteCount
            let number = try bytes.integer(Int.self, at: place)
            if number == 0 { return }
            guard let tag = Tag(rawValue: number) else { continue }
            entries[tag, default: []].append((try bytes.number(at: place + 8), place))
        }
    }

    /// The first value of a tag.
    func value(_ tag: Tag) -> Int? { entries[tag]?.first?.value }
}
