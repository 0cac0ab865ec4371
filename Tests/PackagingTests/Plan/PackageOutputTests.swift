import Diagnosis
import Packaging
import TestSupport
import Testing

#if os(Linux)
@Suite("Where packages appear", .enabled(if: CompiledProgram.isPossible))
struct PackageOutputTests {
    private static func refusal(
        _ plan: PackagePlan, at path: String
    ) async throws -> PackagingError? {
        await #expect(throws: PackagingError.self) {
            try await plan.build(at: path, isTried: false, isKept: true)
        }
    }

    @Test(
        "a name that ends like another kind is refused, with the ending that is expected",
        arguments: [
            (PackageKind.image, "p.zip", ".tar"), (.image, "P.ZIP", ".tar"), (.zip, "p.tar", ".zip"),
            (.layer, "p.tar", ".zip"),
        ])
    func endings(kind: PackageKind, name: String, ending: String) async throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        let before = folder.names
        let error = try await Self.refusal(try parts.plan(kind), at: folder.path(name))
        #expect(error?.code == .outputRefused)
        #expect(error?.diagnosis.expected?.contains(ending) == true)
        #expect(folder.names == before)
    }

    @Test("a folder in the way of any file is refused before there is one", arguments: ["function", "engine", "model"])
    func folderInTheWay(layer: String) async throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        _ = try folder.put("p-\(layer).zip/none", [])
        let before = folder.names
        #expect(try await Self.refusal(try parts.plan(.layer), at: folder.path("p"))?.code == .fileUnwritable)
        #expect(folder.names == before)
    }

    /// Only root may make a file that cannot be replaced.
    private static let mayMount: Bool = {
        guard let folder = try? ScratchFolder(), let file = try? folder.put("probe", []) else { return false }
        defer { _ = try? Program.run("umount \(file)") }
        return (try? Program.run("mount --bind \(file) \(file)").status) == 0
    }()

    @Test(
        "where one file cannot be put into its place, those before it are gone again",
        .enabled(if: mayMount, "only root can mount"))
    func undoes() async throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        let taken = try folder.put("p-engine.zip", [])
        try #require(try Program.run("mount --bind \(taken) \(taken)").status == 0)
        defer { _ = try? Program.run("umount \(taken)") }
        let before = folder.names
        #expect(try await Self.refusal(try parts.plan(.layer), at: folder.path("p"))?.code == .fileUnwritable)
        #expect(folder.names == before)
    }

    @Test(
        "a package would not appear in the folder whose files are the model",
        arguments: ["m/p.zip", "m/words/p.zip", "m/./p.zip"])
    func insideTheModel(path: String) async throws {
        var parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        _ = try folder.put("m/model.onnx", bytes(of: FixtureModels.path("detect_yolov8.onnx")))
        _ = try folder.put("m/words/merges.txt", [1])
        parts.request.model = folder.path("m")
        #expect(try await Self.refusal(try parts.plan(.zip), at: folder.path(path))?.code == .outputRefused)
        // Beside a model that is named by its file, all is well.
        parts.request.model = folder.path("m/model.onnx")
        let build = try await parts.plan(.zip).build(at: folder.path(path), isTried: false, isKept: false)
        #expect(build.outputs.count == 1)
    }
}
#endif
