import Packaging
import TestSupport
import Testing

@Suite("Zip archives")
struct ZipTests {
    static func tree() throws -> PackagedTree {
        let text = Array(String(repeating: "the same words again and again ", count: 500).utf8)
        return try PackagedTree([
            PackagedFile(path: "bootstrap", isExecutable: true, part: .function, content: .bytes(text)),
            PackagedFile(path: "model/Größe (1).onnx", part: .model, content: .bytes((0...255).map { UInt8($0) })),
            PackagedFile(path: "lib/empty", part: .libraries, content: .bytes([])),
            PackagedFile(path: "lib/link.so", part: .libraries, content: .link(target: "empty")),
        ])
    }

    @Test("what is written is read back, with modes, sizes and checksums")
    func roundTrip() async throws {
        let folder = try ScratchFolder()
        try await ZipWriter.write(Self.tree(), to: folder.path + "/a.zip")
        let reader = try ZipReader(SourceFile(folder.path + "/a.zip"))
        #expect(reader.entries.map(\.path) == ["bootstrap", "lib/empty", "lib/link.so", "model/Größe (1).onnx"])
        #expect(reader.entries.map(\.mode) == [0o100_755, 0o100_644, 0o120_777, 0o100_644])
        #expect(reader.entries.map(\.method) == [.deflated, .stored, .stored, .stored])
        #expect(try reader.contents(of: reader.entries[3]) == (0...255).map { UInt8($0) })
        #expect(try reader.contents(of: reader.entries[0]).count == 15_500)
        #expect(folder.names == ["a.zip"])
    }

    @Test("the same files give the same bytes, in whatever order they come")
    func isReproducible() async throws {
        let folder = try ScratchFolder()
        let tree = try Self.tree()
        try await ZipWriter.write(tree, to: folder.path + "/a.zip")
        try await ZipWriter.write(PackagedTree(tree.files.reversed()), to: folder.path + "/b.zip")
        #expect(bytes(of: folder.path + "/a.zip") == bytes(of: folder.path + "/b.zip"))
    }

    @Test("Python's zipfile finds nothing wrong and sees the modes", .enabled(if: Program.isThere("python3")))
    func python() async throws {
        let folder = try ScratchFolder()
        try await ZipWriter.write(Self.tree(), to: folder.path + "/a.zip")
        let script = """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            for e in archive.infolist():
                print(e.filename, oct(e.external_attr >> 16), e.file_size, *e.date_time[:3])
            """
        let result = try Program.run("PYTHONIOENCODING=utf-8 python3 -c '\(script)' \(folder.path)/a.zip")
        #expect(
            result.lines == [
                "bootstrap 0o100755 15500 1980 1 1", "lib/empty 0o100644 0 1980 1 1",
                "lib/link.so 0o120777 5 1980 1 1", "model/Größe (1).onnx 0o100644 256 1980 1 1",
            ])
    }

    @Test(
        "unzip and bsdtar unpack it and keep the executable's bit",
        arguments: [("unzip", "unzip -q a.zip -d out"), ("bsdtar", "mkdir out && bsdtar -xf a.zip -C out")])
    func unpack(program: String, line: String) async throws {
        guard Program.isThere(program) else { return }
        let folder = try ScratchFolder()
        try await ZipWriter.write(Self.tree(), to: folder.path + "/a.zip")
        let result = try Program.run(
            "export LC_ALL=C.UTF-8; cd \(folder.path) && \(line) && cd out && "
                + "stat -c '%a' bootstrap lib/empty && readlink lib/link.so && ls model")
        #expect(result.lines == ["755", "644", "empty", "Größe (1).onnx"])
    }

    @Test("an archive that is cut anywhere is refused and nothing is touched outside of it")
    func cut() async throws {
        let folder = try ScratchFolder()
        try await ZipWriter.write(Self.tree(), to: folder.path + "/a.zip")
        let whole = bytes(of: folder.path + "/a.zip")
        for count in 0..<whole.count {
            #expect(throws: PackagingError.self) { try ZipReader(MemoryBytes(Array(whole.prefix(count)))) }
        }
    }

    @Test("an archive with any byte changed is read or refused, and never trusted")
    func changed() async throws {
        let folder = try ScratchFolder()
        try await ZipWriter.write(Self.tree(), to: folder.path + "/a.zip")
        let whole = bytes(of: folder.path + "/a.zip")
        for place in whole.indices {
            for value in [UInt8(0), 0xFF, whole[place] ^ 1] {
                var broken = whole
                broken[place] = value
                guard let reader = try? ZipReader(MemoryBytes(broken)) else { continue }
                for entry in reader.entries { _ = try? reader.contents(of: entry) }
            }
        }
    }

    @Test("a file that is shorter than it was is refused, and no archive appears")
    func shrunk() async throws {
        let folder = try ScratchFolder()
        let file = try folder.put("model.onnx", [1, 2, 3])
        let tree = try PackagedTree([
            PackagedFile(path: "model.onnx", part: .model, content: .file(path: file, byteCount: 4))
        ])
        await #expect(throws: PackagingError.self) { try await ZipWriter.write(tree, to: folder.path + "/a.zip") }
        #expect(folder.names == ["model.onnx"])
    }

    @Test("more than 4 GiB is refused before anything is read")
    func tooLarge() async throws {
        let folder = try ScratchFolder()
        let file = try folder.putSparse("model.onnx", byteCount: 5 << 30)
        let tree = try PackagedTree([
            PackagedFile(path: "model.onnx", part: .model, content: .file(path: file, byteCount: 5 << 30))
        ])
        await #expect(throws: PackagingError.self) { try await ZipWriter.write(tree, to: folder.path + "/a.zip") }
    }
}
