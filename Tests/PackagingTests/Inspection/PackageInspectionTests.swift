import Packaging
import TestSupport
import Testing

#if os(Linux)
@Suite("Looking into packages", .enabled(if: CompiledProgram.isPossible))
struct PackageInspectionTests {
    @Test("an own package's parts are told apart, the largest file first", arguments: [PackageKind.zip, .image])
    func own(kind: PackageKind) async throws {
        let parts = try PackagePlanTests.Parts()
        let path = try parts.folder.get().path + (kind == .zip ? "/p.zip" : "/p.tar")
        let build = try await parts.plan(kind).build(at: path, isTried: false, isKept: true)
        let inspection = try PackageInspection(path: path)
        #expect(inspection.kind == kind)
        #expect(inspection.archiveByteCount == build.outputs.first?.byteCount)
        for row in build.sizes.rows {
            let files = inspection.files.filter { $0.part == row.part }
            #expect(
                files.count == row.fileCount && files.reduce(0) { $0 + $1.byteCount } == row.byteCount, "\(row.part)")
        }
        #expect(inspection.files.map(\.byteCount) == inspection.files.map(\.byteCount).sorted(by: >))
        for row in build.sizes.rows where row.part != .libraries {
            #expect(inspection.packedByteCount(of: row.part) == row.packedByteCount, "\(row.part)")
        }
        #expect(inspection.function?.interpreter != nil)
    }

    @Test("an archive is known by its first bytes, whatever it is called", arguments: [PackageKind.zip, .image])
    func withoutEnding(kind: PackageKind) async throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        _ = try await parts.plan(kind).build(at: folder.path("p"), isTried: false, isKept: true)
        #expect(PackageInspection.canRead(folder.path("p")))
        #expect(try PackageInspection(path: folder.path("p")).kind == kind)
        #expect(!PackageInspection.canRead(try #require(parts.request.model)))
        #expect(!PackageInspection.canRead(folder.path("missing")))
        #expect(PackageInspection.canRead(folder.path("missing.zip")))
    }

    @Test(
        "a model that is a zip archive, as PyTorch writes them, is no package", .enabled(if: Program.isThere("python3"))
    )
    func archivedModel() throws {
        let folder = try ScratchFolder()
        let script = """
            import zipfile
            with zipfile.ZipFile("best.pt", "w") as archive: archive.writestr("best/data.pkl", b"weights")
            """
        #expect(try Program.run("cd \(folder.path) && python3 -c '\(script)'").status == 0)
        #expect(!PackageInspection.canRead(folder.path("best.pt")))
    }

    @Test("damage to a program or a library is told, not passed over")
    func damaged() async throws {
        let parts = try PackagePlanTests.Parts()
        let path = try parts.folder.get().path("p.zip")
        _ = try await parts.plan(.zip).build(at: path, isTried: false, isKept: true)
        let archive = bytes(of: path)
        let entries = try ZipReader(MemoryBytes(archive)).entries
        for name in ["bootstrap", "lib/libonnxruntime.so.1"] {
            let entry = try #require(entries.first { $0.path == name })
            var damaged = archive
            damaged[entry.offset + 30 + name.utf8.count + entry.packedByteCount / 2] ^= 1
            let error = #expect(throws: PackagingError.self) {
                let folder = try ScratchFolder()
                _ = try PackageInspection(path: folder.write("p.zip", damaged))
            }
            #expect(error?.code == .archiveCorrupt, "\(name)")
        }
    }

    @Test("another's zip archive is read too", .enabled(if: Program.isThere("python3")))
    func others() throws {
        let folder = try ScratchFolder()
        let script = """
            import zipfile
            with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("numpy/core/_multiarray.so", b"x" * 5000)
                archive.writestr("lambda_function.py", b"def handler(): pass")
                archive.comment = b"a comment"
            """
        #expect(try Program.run("cd \(folder.path) && python3 -c '\(script)'").status == 0)
        let inspection = try PackageInspection(path: folder.path + "/a.zip")
        #expect(inspection.files.map(\.path) == ["numpy/core/_multiarray.so", "lambda_function.py"])
        #expect(inspection.files.map(\.part) == [.libraries, nil])
        #expect(inspection.function == nil)
    }
}

// MARK: - Starting

extension PackageInspectionTests {
    /// How an archive starts that was made for a system.
    private static func start(
        _ kind: PackageKind, _ parts: PackagePlanTests.Parts, for target: TargetSystem
    ) async throws -> PackageInspection.Start? {
        let path = try parts.folder.get().path("p")
        let plan = try PackagePlan(PackageContents(parts.request, target: target), kind: kind)
        _ = try await plan.build(at: path, isTried: false, isKept: true)
        return try PackageInspection(path: path).start
    }

    @Test("any library of a zip archive that asks for more than the system has is told")
    func refused() async throws {
        var parts = try PackagePlanTests.Parts()
        if case .system? = try await Self.start(.zip, parts, for: .newest()) {} else { Issue.record("it would start") }
        // arc4random is in glibc since 2.36; where the system is older, the library cannot be made.
        let code = "#include <stdlib.h>\nint engine(void) { return arc4random() == 1; }"
        guard
            let engine = try? CompiledProgram.makeLibrary(
                "libonnxruntime.so.1", in: parts.folder.get(), code: code, options: "-Wl,-z,defs")
        else { return }
        parts.request.engine = engine
        guard case .refused(let obstacles)? = try await Self.start(.zip, parts, for: .newest()) else {
            Issue.record("arc4random was not seen")
            return
        }
        #expect(
            obstacles.map(\.description) == ["libonnxruntime.so.1 needs GLIBC_2.36 (arc4random) of libc.so.6"])
    }

    @Test("a package with a C library of its own starts with that, and of images there is nothing to say")
    func ownLibraries() async throws {
        let parts = try PackagePlanTests.Parts()
        if case .ownLibraries? = try await Self.start(.zip, parts, for: .ancient) {} else { Issue.record("not seen") }
        let image = try await Self.start(.image, parts, for: .ancient)
        #expect(image == nil)
    }
}
#endif
