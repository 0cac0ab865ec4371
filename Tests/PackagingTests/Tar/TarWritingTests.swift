import Packaging
import TestSupport
import Testing

@Suite("Writing tar archives")
struct TarWritingTests {
    private static let longName = (0..<30).map { "folder-\($0)" }.joined(separator: "/") + "/ende.txt"
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func write(_ items: [TarItem]) throws -> String {
        try folder.write("archive.tar", try Archive.bytes(items))
    }

    @Test(
        "foreign programs list the same names, modes, sizes and links",
        .enabled(if: ShellCommand.has("bsdtar", "tar", "python3"), "bsdtar, tar and python3 are needed"),
        arguments: ["bsdtar -tf", "tar -tf", "python3 -m tarfile -l"])
    func listing(program: String) throws {
        let path = try write([
            TarItem(.folder("tmp", permissions: 0o1777)), TarItem("tmp/a b.txt", bytes: [1, 2, 3]),
            TarItem("tmp/größe-🐦", bytes: []), TarItem(Self.longName, bytes: [9], isExecutable: true),
            TarItem(.link("tmp/link", to: "../\(Self.longName)")),
        ])
        let list = ShellCommand("LC_ALL=C.UTF-8 \(program) '\(path)'")
        #expect(list.status == 0)
        #expect(
            list.output.split(separator: "\n").map { $0.last == " " ? $0.dropLast() : $0 }
                == ["tmp/", "tmp/a b.txt", "tmp/größe-🐦", Self.longName[...], "tmp/link"])
    }

    @Test(
        "modes, owners, times and targets are what was asked for",
        .enabled(if: ShellCommand.has("python3"), "python3 is needed"))
    func details() throws {
        let path = try write([
            TarItem(.folder("tmp", permissions: 0o1777)), TarItem("run", bytes: [1], isExecutable: true),
            TarItem("data", bytes: [1, 2]), TarItem(.link("link", to: Self.longName)),
        ])
        let script = """
            import sys, tarfile
            for m in tarfile.open(sys.argv[1]):
                print(m.name, oct(m.mode), m.uid, m.gid, m.mtime, m.size, m.type.decode(), m.linkname)
            """
        let list = ShellCommand("python3 -c '\(script)' '\(path)'")
        #expect(
            list.output == """
                tmp 0o1777 0 0 0 0 5 
                run 0o755 0 0 0 1 0 
                data 0o644 0 0 0 2 0 
                link 0o777 0 0 0 0 2 \(Self.longName)

                """)
    }

    @Test("archives are whole blocks, whatever the size of a file", arguments: [0, 1, 511, 512, 513, 1_024, 1_025])
    func padding(size: Int) throws {
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        let bytes = try Archive.bytes([TarItem("a", bytes: content), TarItem("b", bytes: [7])])
        #expect(bytes.count % 512 == 0)
        #expect(bytes.suffix(1_024).allSatisfy { $0 == 0 })
        let members = try TarReader.members(of: MemoryBytes(bytes))
        #expect(members.map(\.entry) == [.file("a", byteCount: size), .file("b", byteCount: 1)])
        #expect(Array(bytes[members[0].range]) == content)
        #expect(Array(bytes[members[1].range]) == [7])
    }

    @Test("pieces of any size join to the same bytes", arguments: [1, 7, 511, 512, 4_096])
    func pieces(size: Int) throws {
        let path = try folder.write("content", (0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let items = [
            TarItem("a", file: path, byteCount: 3_000), TarItem(.folder(Self.longName)), TarItem("b", bytes: [1]),
        ]
        let whole = try Archive.bytes(items)
        var stream = TarStream(items)
        var joined: [UInt8] = []
        while let piece = try stream.next(size) {
            #expect(piece.count == size || joined.count + piece.count == whole.count)
            joined += piece
        }
        #expect(joined == whole)
    }

    @Test("a file of more than eight gibibytes is declared by pax")
    func largeFile() throws {
        let entry = TarEntry.file("model.onnx", byteCount: 9_000_000_000)
        let header = try Archive.header(of: entry)
        #expect(String(decoding: header, as: UTF8.self).contains("19 size=9000000000\n"))
    }

    @Test("a file that changed since it was measured is refused", arguments: [2, 4])
    func changedFile(declared: Int) throws {
        let path = try folder.write("content", [1, 2, 3])
        let error = #expect(throws: PackagingError.self) {
            try Archive.bytes([TarItem("a", file: path, byteCount: declared)])
        }
        #expect(error?.code == .fileUnreadable)
    }
}
