/// What the dynamic section of an ELF file tells, with names in place of offsets.
struct ELFDynamicFacts {
    let libraryName: String?
    let needed: [String]
    let searchPath: [String]
    let versionNeeds: [VersionNeed]
    let runpathPlace: Int?

    /// Reads them; a static program has none.
    ///
    /// - Throws: ``PackagingError`` with `binary-corrupt`.
    init(_ bytes: ELFBytes, _ segments: [ELFSegment]) throws(PackagingError) {
        guard let segment = segments.first(where: { $0.kind == .dynamic }) else {
            (libraryName, needed, searchPath, versionNeeds, runpathPlace) = (nil, [], [], [], nil)
            return
        }
        let loaded = segments.filter { $0.kind == .load }
        let offset = { (address: Int) throws(PackagingError) -> Int in
            guard let segment = loaded.first(where: { ($0.address..<$0.address + $0.byteCount).contains(address) })
            else { throw bytes.corrupt("the address \(address) outside of the file") }
            return segment.offset + (address - segment.address)
        }
        let dynamic = try ELFDynamicSection(bytes, in: segment)
        let strings = try dynamic.value(.stringTable).map { address throws(PackagingError) in try offset(address) }
        let texts = { (tag: ELFDynamicSection.Tag) throws(PackagingError) -> [String] in
            var texts: [String] = []
            for (value, _) in dynamic.entries[tag] ?? [] {
                guard let strings, !strings.addingReportingOverflow(value).overflow else {
                    throw bytes.corrupt("a name without a place")
                }
                texts.append(try bytes.text(at: strings + value))
            }
            return texts
        }
        libraryName = try texts(.libraryName).first
        needed = try texts(.needed)
        let paths = try texts(.runpath) + texts(.rpath)
        searchPath = (paths.first ?? "").split(separator: ":").map(String.init)
        versionNeeds = try ELFVersionNeeds(bytes, dynamic, offset: offset).read()
        runpathPlace = dynamic.entries[.runpath]?.first?.place
    }
}
