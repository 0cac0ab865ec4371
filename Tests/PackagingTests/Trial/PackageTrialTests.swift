import Diagnosis
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
/// The function of this build, which the tests of packages start where it is there.
private let function: String? = {
    let path =
        getenv("APUS_FUNCTION").map { String(cString: $0) } ?? Folder.parent(of: Folder.executable ?? "")
        + "/apus-function"
    return access(path, X_OK) == 0 ? path : nil
}()

@Suite("The trial")
struct PackageTrialTests {
    private static func plan(
        _ kind: PackageKind, model: String?, target: TargetSystem = .amazonLinux2023
    ) throws -> PackagePlan {
        let request = PackageRequest(
            function: function ?? "", engine: try RuntimeLibrary.onnxRuntime.locate(), model: model)
        return try PackagePlan(PackageContents(request, target: target), kind: kind)
    }

    /// Why a model's package is not made; no file of it appears.
    private static func refusal(of model: String) async throws -> PackagingError? {
        let folder = try ScratchFolder()
        let plan = try plan(.zip, model: FixtureModels.path(model), target: .newest())
        let error = await #expect(throws: PackagingError.self) {
            try await plan.build(at: folder.path("p"), isTried: true, isKept: true)
        }
        #expect(folder.names.isEmpty)
        return error
    }

    @Test(
        "the real function answers from every kind of package",
        .enabled(if: function != nil, "apus-function is not built"), arguments: PackageKind.allCases)
    func answers(kind: PackageKind) async throws {
        let folder = try ScratchFolder()
        let plan = try Self.plan(kind, model: FixtureModels.path("detect_yolov8.onnx"))
        let build = try await plan.build(at: folder.path + "/p", isTried: true, isKept: true)
        // On systems newer than the target, where no root can be made.
        if case .skipped(let reason) = build.trial { #expect(reason.contains("may not make a root")) }
    }

    @Test(
        "a model that cannot be used fails the trial, and no package appears",
        .enabled(if: function != nil, "apus-function is not built"))
    func refusesModel() async throws {
        #expect(try await Self.refusal(of: "soak_fp32.onnx")?.code == .trialFailed)
    }

    @Test(
        "a function without a model is known to start too", .enabled(if: function != nil, "apus-function is not built"))
    func withoutModel() async throws {
        let folder = try ScratchFolder()
        let plan = try Self.plan(.zip, model: nil, target: .newest())
        let build = try await plan.build(at: folder.path + "/p", isTried: true, isKept: true)
        if case .skipped(let reason) = build.trial { Issue.record("it was not tried: \(reason)") }
    }

    @Test(
        "the real function answers with libraries of its own, whatever Lambda's LD_LIBRARY_PATH names first",
        .enabled(if: function != nil, "apus-function is not built"),
        arguments: [(PackageKind.zip, "p.zip"), (.layer, "p-function.zip")])
    func ownLibraries(kind: PackageKind, name: String) async throws {
        let folder = try ScratchFolder()
        let plan = try Self.plan(kind, model: FixtureModels.path("detect_yolov8.onnx"), target: .ancient)
        let build = try await plan.build(at: folder.path + "/p.zip", isTried: true, isKept: true)
        switch build.trial {
        case .answered: break
        // Where no root can be made, what the archive holds is all there is to see.
        case .skipped(let reason) where reason.contains("may not make a root"): break
        default: Issue.record("\(build.trial)")
        }
        let archive = try ZipReader(SourceFile(folder.path(name)))
        let bootstrap = try #require(archive.entries.first { $0.path == "bootstrap" })
        let file = try ELFFile(MemoryBytes(archive.contents(of: bootstrap)), name: "bootstrap")
        #expect(file.interpreter == "/var/task/lib/ld.so")
        #expect(archive.entries.contains { $0.path == "lib/ld.so" && $0.mode == 0o100_755 })
    }

    @Test(
        "where no root can be made, the real function answers in place from every kind of package",
        .enabled(if: function != nil, "apus-function is not built"), arguments: PackageKind.allCases)
    func answersInPlace(kind: PackageKind) async throws {
        let plan = try Self.plan(kind, model: FixtureModels.path("detect_yolov8.onnx"), target: .newest())
        let outcome = try await PackageTrial(of: plan, mayIsolate: false).run()
        guard case .answeredInPlace = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(
        "where no root can be made, archives with a C library of their own are not started, and say so",
        .enabled(if: function != nil, "apus-function is not built"), arguments: [PackageKind.zip, .layer])
    func skipsOwnLibraries(kind: PackageKind) async throws {
        let plan = try Self.plan(kind, model: FixtureModels.path("detect_yolov8.onnx"), target: .ancient)
        let outcome = try await PackageTrial(of: plan, mayIsolate: false).run()
        guard case .skipped(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("its own C library"))
    }

    @Test(
        "a model that takes no picture is refused with what would be taken",
        .enabled(if: function != nil, "apus-function is not built"))
    func refusesTables() async throws {
        let error = try await Self.refusal(of: "identity_f32.onnx")
        #expect(error?.code == .modelUnfit)
        #expect(error?.diagnosis.expected?.contains("pictures") == true)
        #expect(error?.diagnosis.found == "x float32 [n, m]")
    }

    @Test(
        "a library that the package lacks and the target does not have fails the trial",
        .enabled(if: CompiledProgram.isPossible))
    func lacksLibrary() async throws {
        let parts = try PackagePlanTests.Parts()
        let request = try parts.asking(for: "libneeded.so", in: "lib")
        // The package is made for a system that has the library, and started on one that does not.
        let contents = try PackageContents(request, target: .newest(with: ["libneeded.so"]))
        #expect(try contents.wholeTree().files(of: .libraries).isEmpty)
        let error = await #expect(throws: PackagingError.self) {
            try await PackageTrial(of: PackagePlan(contents, kind: .zip), on: .newest()).run()
        }
        #expect(error?.code == .trialFailed)
        #expect(error?.diagnosis.found?.contains("libneeded.so") == true)
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
