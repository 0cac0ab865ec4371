import Inference
import Packaging
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

#if os(Linux)
extension TargetSystem {
    /// A system that is too old for everything that is built today.
    fileprivate static let ancient = TargetSystem(
        name: "an old system", libraries: amazonLinux2023.libraries, newestVersions: ["GLIBC": [2, 17]])
}

/// The function of this build, which the tests of packages start where it is there.
private let function: String? = {
    let path =
        getenv("APUS_FUNCTION").map { String(cString: $0) } ?? Folder.parent(of: Folder.executable ?? "")
        + "/apus-function"
    return access(path, X_OK) == 0 ? path : nil
}()

@Suite("The trial")
struct PackageTrialTests {
    private static func plan(_ kind: PackageKind, model: String?) throws -> PackagePlan {
        let request = PackageRequest(
            function: function ?? "", engine: try RuntimeLibrary.onnxRuntime.locate(), model: model)
        return try PackagePlan(PackageContents(request), kind: kind)
    }

    @Test(
        "the real function answers from every kind of package",
        .enabled(if: function != nil, "apus-function is not built"), arguments: PackageKind.allCases)
    func answers(kind: PackageKind) async throws {
        let folder = try ScratchFolder()
        let plan = try Self.plan(kind, model: FixtureModels.path("detect_yolov8.onnx"))
        let build = try await plan.build(at: folder.path + "/p", isTried: true, isKept: true)
        if case .skipped(let reason) = build.trial { Issue.record("it was not tried: \(reason)") }
    }

    @Test(
        "a model that cannot be used fails the trial, and no package appears",
        .enabled(if: function != nil, "apus-function is not built"))
    func refusesModel() async throws {
        let folder = try ScratchFolder()
        let plan = try Self.plan(.zip, model: FixtureModels.path("runtime_failure.onnx"))
        let error = await #expect(throws: PackagingError.self) {
            try await plan.build(at: folder.path + "/p", isTried: true, isKept: true)
        }
        #expect(error?.code == .trialFailed)
        #expect(folder.names.isEmpty)
    }

    @Test(
        "a function without a model is known to start too", .enabled(if: function != nil, "apus-function is not built"))
    func withoutModel() async throws {
        let folder = try ScratchFolder()
        let build = try await Self.plan(.zip, model: nil).build(at: folder.path + "/p", isTried: true, isKept: true)
        if case .skipped(let reason) = build.trial { Issue.record("it was not tried: \(reason)") }
    }

    @Test(
        "the real function answers with libraries of its own, whatever Lambda's LD_LIBRARY_PATH names first",
        .enabled(if: function != nil, "apus-function is not built"))
    func ownLibraries() async throws {
        let folder = try ScratchFolder()
        let request = PackageRequest(
            function: function ?? "", engine: try RuntimeLibrary.onnxRuntime.locate(),
            model: FixtureModels.path("detect_yolov8.onnx"))
        let plan = try PackagePlan(PackageContents(request, target: .ancient), kind: .zip)
        let build = try await plan.build(at: folder.path + "/p.zip", isTried: true, isKept: true)
        guard case .answered = build.trial else {
            Issue.record("it was not tried: \(build.trial)")
            return
        }
        let archive = try ZipReader(SourceFile(folder.path + "/p.zip"))
        let bootstrap = try #require(archive.entries.first { $0.path == "bootstrap" })
        let file = try ELFFile(MemoryBytes(archive.contents(of: bootstrap)), name: "bootstrap")
        #expect(file.interpreter == "/var/task/lib/ld.so")
        #expect(archive.entries.contains { $0.path == "lib/ld.so" && $0.mode == 0o100_755 })
    }

    @Test("a program that ends at once fails the trial", .enabled(if: CompiledProgram.isPossible))
    func endsAtOnce() async throws {
        let parts = try PackagePlanTests.Parts(code: "int main(void) { return 3; }")
        let folder = try parts.folder.get()
        let plan = try parts.plan(.zip)
        let error = await #expect(throws: PackagingError.self) {
            try await plan.build(at: folder.path + "/p.zip", isTried: true, isKept: true)
        }
        #expect(error?.code == .trialFailed)
        #expect(!folder.names.contains("p.zip"))
    }

    @Test("a package for another processor is not started, and says so")
    func skipsForeign() async throws {
        guard CompiledProgram.isPossible else { return }
        var parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        let other = Processor.current == .x86_64 ? Processor.arm64 : .x86_64
        for path in [parts.request.function, parts.request.engine] {
            var changed = bytes(of: path)
            changed[18] = other == .arm64 ? 183 : 62
            _ = try folder.put(String(path.split(separator: "/").last ?? ""), changed)
        }
        parts.request.processor = other
        let build = try await parts.plan(.zip).build(at: folder.path + "/p.zip", isTried: true, isKept: true)
        guard case .skipped = build.trial else {
            Issue.record("it was started")
            return
        }
    }
}
#endif
