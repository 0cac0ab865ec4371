import FileStaging
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite("A staged file")
struct StagedFileTests {
    private struct Unwritable: Error, Equatable {
        let path: String
        let reason: Int32
    }

    private static func staged(_ path: String) throws -> StagedFile<Unwritable> {
        try StagedFile(path) { Unwritable(path: $0, reason: $1) }
    }

    @Test("appears in its place once it is whole, with what was written in any order")
    func commits() throws {
        let folder = try ScratchFolder()
        let file = try Self.staged(folder.path("a.bin"))
        try file.append([1, 2, 3])
        try [UInt8(7)].withUnsafeBytes { try file.write($0, at: 5) }
        try file.overwrite([9], at: 1)
        try file.append([4])
        #expect(file.byteCount == 7)
        #expect(!folder.names.contains("a.bin"))
        try file.commit()
        #expect(try folder.read("a.bin") == [1, 9, 3, 0, 0, 7, 4])
        #expect(folder.names == ["a.bin"])
    }

    @Test("replaces what is in its place, and leaves that alone until then")
    func replaces() throws {
        let folder = try ScratchFolder()
        try folder.write("a.bin", [1])
        let file = try Self.staged(folder.path("a.bin"))
        try file.append([2])
        #expect(try folder.read("a.bin") == [1])
        try file.commit()
        #expect(try folder.read("a.bin") == [2])
    }

    @Test("goes on with a file that somebody else put beside its place")
    func adopts() throws {
        let folder = try ScratchFolder()
        let written = try folder.write(".half", [1, 2])
        let file = try StagedFile(folder.path("a.bin"), adopting: written) { Unwritable(path: $0, reason: $1) }
        try file.append([3])
        try file.commit()
        #expect(try folder.read("a.bin") == [1, 2, 3])
        #expect(folder.names == ["a.bin"])
    }

    @Test("leaves nothing behind when it is given up")
    func givenUp() throws {
        let folder = try ScratchFolder()
        do { try Self.staged(folder.path("a.bin")).append([1]) }
        #expect(folder.names.isEmpty)
    }

    @Test("tells its place and the reason where it cannot be")
    func unwritable() throws {
        let folder = try ScratchFolder()
        let path = folder.path("missing/a.bin")
        #expect(throws: Unwritable(path: path, reason: ENOENT)) { try Self.staged(path) }
        try folder.write("a.bin", [1])
        let below = folder.path("a.bin/b")
        #expect(throws: Unwritable(path: below, reason: ENOTDIR)) { try Self.staged(below) }
    }
}
