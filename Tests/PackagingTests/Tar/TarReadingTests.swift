import Packaging
import TestSupport
import Testing

@Suite("Reading tar archives")
struct TarReadingTests {
    @Test(
        "archives of other programs are read as they list them",
        .enabled(if: ShellCommand.has("bsdtar", "tar"), "bsdtar and tar are needed"),
        arguments: [
            "tar --format=gnu -cf", "tar --format=pax -cf", "tar --format=ustar -cf", "tar --format=v7 -cf",
            "bsdtar --format pax -cf", "bsdtar --format ustar -cf",
        ])
    func foreign(program: String) throws {
        let folder = try ScratchFolder()
        let deep = program.contains("v7") ? "deep" : (0..<12).map { "folder-\($0)" }.joined(separator: "/")
        let setup = ShellCommand(
            """
            cd '\(folder.path)' && mkdir -p 'in/\(deep)' && printf hello >'in/\(deep)/file' && chmod 755 'in/\(deep)/file'
            ln -s file 'in/\(deep)/link' && cd in && \(program) ../archive.tar .
            """)
        #expect(setup.status == 0, "\(setup.output)")
        let archive = try SourceFile(folder.path("archive.tar"))
        let members = try TarReader.members(of: archive)
        let file = try #require(members.first { $0.entry.path == "\(deep)/file" })
        #expect(file.entry == .file("\(deep)/file", byteCount: 5, isExecutable: true))
        #expect(try archive.bytes(in: file.range) == Array("hello".utf8))
        #expect(members.contains { $0.entry == .link("\(deep)/link", to: "file") })
        #expect(members.contains { $0.entry.path == deep && $0.entry.kind == .folder })
    }

    @Test("an archive that is cut off is refused or ends, and never traps")
    func cutOff() throws {
        let whole = try Archive.bytes([
            TarItem(String(repeating: "x", count: 150), bytes: [UInt8](repeating: 7, count: 900)),
            TarItem("b", bytes: [1]),
        ])
        for count in stride(from: 1, to: whole.count, by: 37) {
            let members = try? TarReader.members(of: MemoryBytes(Array(whole.prefix(count))))
            #expect(members == nil || (members?.count ?? 0) <= 2)
        }
        #expect(throws: PackagingError.self) { try TarReader.members(of: MemoryBytes(Array(whole.prefix(1_700)))) }
    }

    @Test("a header whose byte was changed is refused", arguments: [0, 101, 124, 150, 156, 257])
    func changedByte(place: Int) throws {
        var bytes = try Archive.bytes([TarItem("a", bytes: [1])])
        bytes[place] ^= 1
        let error = #expect(throws: PackagingError.self) { try TarReader.members(of: MemoryBytes(bytes)) }
        #expect(error?.code == .archiveCorrupt)
    }

    @Test(
        "sizes beyond the archive are refused, however they are written",
        arguments: [
            Array("77777777777\u{0}".utf8), [0x80, 0, 0, 0, 0x7F, 255, 255, 255, 255, 255, 255, 255],
            [0xFF] + [UInt8](repeating: 0xFF, count: 11), Array("99999999999\u{0}".utf8),
        ])
    func hugeSize(field: [UInt8]) throws {
        var bytes = try Archive.bytes([TarItem("a", bytes: [1])])
        bytes.replaceSubrange(124..<136, with: field)
        Self.sign(&bytes)
        let error = #expect(throws: PackagingError.self) { try TarReader.members(of: MemoryBytes(bytes)) }
        #expect(error?.code == .archiveCorrupt)
    }

    @Test(
        "pax records that lie about their length are refused",
        arguments: ["99 path=a\n", "4 =a\n", "path=a\n", "0 path=a\n", "10 path=ab", "9223372036854775807 path=a\n"])
    func badRecord(record: String) throws {
        var bytes = try Archive.bytes([TarItem("x", bytes: Array(record.utf8)), TarItem("y", bytes: [])])
        bytes[156] = UInt8(ascii: "x")
        Self.sign(&bytes)
        let error = #expect(throws: PackagingError.self) { try TarReader.members(of: MemoryBytes(bytes)) }
        #expect(error?.code == .archiveCorrupt)
    }

    /// Writes the first header's checksum anew.
    private static func sign(_ bytes: inout [UInt8]) {
        bytes.replaceSubrange(148..<156, with: [UInt8](repeating: 32, count: 8))
        let sum = bytes[..<512].reduce(0) { $0 + Int($1) }
        let digits = String(sum, radix: 8)
        let field = String(repeating: "0", count: 6 - digits.count) + digits + "\u{0} "
        bytes.replaceSubrange(148..<156, with: Array(field.utf8))
    }
}
