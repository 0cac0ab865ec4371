import Diagnosis
import Packaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if os(Linux)
@Suite("Plans", .enabled(if: CompiledProgram.isPossible))
struct PackagePlanTests {
    /// A function, an engine and a model, all of them tiny.
    struct Parts {
        let folder = Result { try ScratchFolder() }
        var request: PackageRequest

        init(model: String? = FixtureModels.path("detect_yolov8.onnx"), code: String = "int main(void) { return 0; }")
            throws
        {
            let folder = try self.folder.get()
            request = PackageRequest(
                function: try CompiledProgram.make("function", in: folder, code: code),
                engine: try CompiledProgram.makeLibrary("libonnxruntime.so.1", in: folder, code: "int engine;"),
                model: model)
        }

        func plan(_ kind: PackageKind? = nil) throws -> PackagePlan {
            try PackagePlan(PackageContents(request), kind: kind)
        }

        /// The same with a function that asks for a library, which lies in a folder beside it.
        func asking(for library: String, in place: String) throws -> PackageRequest {
            let folder = try self.folder.get()
            _ = try folder.put("\(place)/none", [])
            _ = try CompiledProgram.makeLibrary(
                "\(place)/\(library)", in: folder, code: "int needed(void) { return 1; }")
            var request = request
            request.function = try CompiledProgram.make(
                "asking", in: folder, code: "int needed(void); int main(void) { return needed(); }",
                options: "\(place)/\(library)")
            return request
        }
    }

    private static func entries(_ path: String) throws -> [String] {
        try ZipReader(SourceFile(path)).entries.map(\.path)
    }

    @Test("a small model makes a zip archive that is uploaded directly, with nothing in it that is not needed")
    func directZip() async throws {
        let parts = try Parts()
        let path = try parts.folder.get().path + "/p.zip"
        let build = try await parts.plan().build(at: path, isTried: false, isKept: true)
        #expect(build.kind == .zip)
        #expect(build.way == .directZip)
        #expect(
            try Self.entries(path) == [
                "bootstrap", "lib/libonnxruntime.so.1", "licenses/NOTICE", "model/detect_yolov8.onnx",
            ])
        #expect(try parts.folder.get().names == ["function", "libonnxruntime.so.1", "p.zip"])
    }

    @Test("layers lie where Lambda and the function look for them")
    func layers() async throws {
        let parts = try Parts()
        let stem = try parts.folder.get().path + "/p"
        let build = try await parts.plan(.layer).build(at: stem, isTried: false, isKept: true)
        #expect(build.way == .directLayers)
        #expect(try Self.entries(stem + "-function.zip") == ["bootstrap", "licenses/NOTICE"])
        #expect(try Self.entries(stem + "-engine.zip") == ["lib/libonnxruntime.so.1"])
        #expect(try Self.entries(stem + "-model.zip") == ["ml/model/detect_yolov8.onnx"])
    }

    @Test("a dry run says the same and writes nothing", arguments: PackageKind.allCases)
    func dryRun(kind: PackageKind) async throws {
        let parts = try Parts()
        let folder = try parts.folder.get()
        let dry = try await parts.plan(kind).build(at: folder.path + "/p", isTried: false, isKept: false)
        _ = try await parts.plan(kind).build(at: folder.path + "/nowhere/p", isTried: false, isKept: false)
        #expect(folder.names == ["function", "libonnxruntime.so.1"])
        let real = try await parts.plan(kind).build(at: folder.path + "/p", isTried: false, isKept: true)
        #expect(dry.outputs.map(\.byteCount) == real.outputs.map(\.byteCount))
        #expect(dry.sizes.rows.map(\.packedByteCount) == real.sizes.rows.map(\.packedByteCount))
        #expect(real.outputs.allSatisfy { !bytes(of: $0.path).isEmpty })
    }

    @Test("the same parts make the same bytes", arguments: PackageKind.allCases)
    func isReproducible(kind: PackageKind) async throws {
        let parts = try Parts()
        let folder = try parts.folder.get().path
        let first = try await parts.plan(kind).build(at: folder + "/a", isTried: false, isKept: true)
        let second = try await parts.plan(kind).build(at: folder + "/b", isTried: false, isKept: true)
        #expect(first.outputs.map { bytes(of: $0.path) } == second.outputs.map { bytes(of: $0.path) })
    }

    @Test("another model changes only the model's layer")
    func onlyModel() async throws {
        var parts = try Parts()
        let folder = try parts.folder.get()
        let model = try folder.put("m/model.onnx", bytes(of: FixtureModels.path("detect_yolov8.onnx")))
        parts.request.model = model
        let first = try await parts.plan(.layer).build(at: folder.path + "/a", isTried: false, isKept: true)
        _ = try folder.put("m/model.onnx", bytes(of: FixtureModels.path("detect_yolox.onnx")))
        let second = try await parts.plan(.layer).build(at: folder.path + "/b", isTried: false, isKept: true)
        let isSame = zip(first.outputs, second.outputs).map { bytes(of: $0.path) == bytes(of: $1.path) }
        #expect(isSame == [true, true, false])
    }
}

// MARK: - Sizes

extension PackagePlanTests {
    /// A model whose weights are in a file of this size, which takes no room on the disk.
    static func model(weights byteCount: Int, in folder: ScratchFolder) throws -> String {
        _ = try folder.put("big/model.onnx", bytes(of: FixtureModels.path("detect_yolov8.onnx")))
        _ = try folder.putSparse("big/weights.bin", byteCount: byteCount)
        return folder.path + "/big"
    }

    @Test("a model of 300 MB goes to an image by itself")
    func goesToImage() throws {
        var parts = try Parts()
        parts.request.model = try Self.model(weights: 300_000_000, in: parts.folder.get())
        #expect(try parts.plan().kind == .image)
    }

    @Test("what Lambda would not take is refused, with ways out", arguments: [PackageKind.zip, .layer])
    func refusesLarge(kind: PackageKind) throws {
        var parts = try Parts()
        parts.request.model = try Self.model(weights: 300_000_000, in: parts.folder.get())
        let error = #expect(throws: PackagingError.self) { try parts.plan(kind) }
        #expect(error?.code == .packageTooLarge)
        let advice = try #require(error?.diagnosis.advice)
        for way in ["--kind image", "MODEL_PATH=s3://", "quantised"] { #expect(advice.contains(way)) }
    }

    @Test("more than 10 GB fits into no image either")
    func refusesHuge() throws {
        var parts = try Parts()
        parts.request.model = try Self.model(weights: 11 << 30, in: parts.folder.get())
        #expect(throws: PackagingError.self) { try parts.plan() }
    }
}

// MARK: - What goes wrong

extension PackagePlanTests {
    @Test("a program for newer systems brings its own loader and libraries")
    func ownLibraries() throws {
        // arc4random is in glibc since 2.36; where the system is older, the program cannot be made.
        let code = "#include <stdlib.h>\nint main(void) { return arc4random() == 1; }"
        guard let parts = try? Parts(code: code) else { return }
        let contents = try PackageContents(parts.request)
        guard case .ownLibraries(let obstacles) = contents.start else {
            Issue.record("arc4random was not seen")
            return
        }
        #expect(obstacles.contains { "\($0)" == "function needs GLIBC_2.36 (arc4random) of libc.so.6" })
        let paths = try contents.wholeTree().files.map(\.path)
        #expect(paths.contains("lib/ld.so") && paths.contains("lib/libc.so.6"))
    }

    @Test("a damaged library, one for another processor and a text are named and refused")
    func badEngines() throws {
        let parts = try Parts()
        let folder = try parts.folder.get()
        let whole = bytes(of: parts.request.engine)
        var foreign = whole
        foreign[18] = Processor.current == .x86_64 ? 183 : 62
        let cases: [([UInt8], PackagingError.Code)] = [
            (Array(whole.prefix(whole.count / 4)), .binaryCorrupt), (foreign, .binaryForeign),
            (Array("no library".utf8), .binaryCorrupt),
        ]
        for (bytes, code) in cases {
            var request = parts.request
            request.engine = try folder.put("libbad.so", bytes)
            let error = #expect(throws: PackagingError.self) { try PackageContents(request) }
            #expect(error?.code == code)
            #expect(error?.diagnosis.what.contains("libbad.so") == true)
        }
    }

    @Test("a library that nobody has is named")
    func missingLibrary() throws {
        let parts = try Parts()
        let request = try parts.asking(for: "libneeded.so", in: "lib")
        try FileManager.default.removeItem(atPath: parts.folder.get().path("lib/libneeded.so"))
        let error = #expect(throws: PackagingError.self) { try PackageContents(request) }
        #expect(error?.code == .libraryMissing)
        #expect(error?.diagnosis.what.hasSuffix("needs libneeded.so") == true)
    }

    @Test("a library beside the program is shipped with it")
    func shipsLibrary() throws {
        let parts = try Parts()
        let request = try parts.asking(for: "libneeded.so", in: "lib")
        #expect(try PackageContents(request).wholeTree().files(of: .libraries).map(\.path) == ["lib/libneeded.so"])
    }

    @Test("a full disk leaves nothing", arguments: [PackageKind.zip, .layer, .image])
    func fullDisk(kind: PackageKind) async throws {
        var parts = try Parts()
        let folder = try parts.folder.get()
        parts.request.model = try Self.model(weights: 1, in: folder)
        _ = try folder.put("big/weights.bin", (0..<200_000).map { _ in UInt8.random(in: 0...255) })
        _ = try folder.put("disk/none", [])
        let disk = folder.path + "/disk"
        // Only root may make a disk; elsewhere this is not tested.
        guard try Program.run("mount -t tmpfs -o size=100k none \(disk)").status == 0 else { return }
        defer { _ = try? Program.run("umount \(disk)") }
        let plan = try parts.plan(kind)
        let error = await #expect(throws: PackagingError.self) {
            try await plan.build(at: disk + "/p", isTried: false, isKept: true)
        }
        #expect(error?.code == .fileUnwritable)
        #expect(try Program.run("ls -A \(disk)").lines.isEmpty)
    }
}
#endif
