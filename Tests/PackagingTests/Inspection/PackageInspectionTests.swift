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
        #expect(inspection.function?.interpreter != nil)
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
#endif
