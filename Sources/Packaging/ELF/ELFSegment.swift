/// A segment of an ELF file: what the kernel and the loader see of it (`Elf64_Phdr`).
struct ELFSegment {
    /// The kinds that matter here (`p_type`).
    enum Kind: UInt32 {
        case load = 1
        case dynamic = 2
        case interpreter = 3
    }

    let kind: Kind?
    let offset: Int
    let address: Int
    let byteCount: Int

    /// The bytes of one in the file.
    static let headerByteCount = 56

    /// Reads the header of a segment.
    ///
    /// - Throws: ``PackagingError`` with `binary-corrupt`.
    init(_ bytes: ELFBytes, at place: Int) throws(PackagingError) {
        kind = Kind(rawValue: try bytes.integer(UInt32.self, at: place))
        offset = try bytes.number(at: place + 8)
        address = try bytes.number(at: place + 16)
        byteCount = try bytes.number(at: place + 32)
        guard !offset.addingReportingOverflow(byteCount).overflow, !address.addingReportingOverflow(byteCount).overflow
        else { throw bytes.corrupt("a segment without an end") }
    }

    /// Where it ends in the file.
    var end: Int { offset + byteCount }
}
