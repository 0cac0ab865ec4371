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
@Suite("What packages hold", .enabled(if: CompiledProgram.isPossible))
struct PackageContentsTests {
    /// The trees of all kinds.
    private static func trees(_ request: PackageRequest, target: TargetSystem) throws -> [PackagedTree] {
        let contents = try PackageContents(request, target: target)
        let (layers, image) = (try contents.layerTrees(), try contents.imageTrees())
        return [try contents.wholeTree(), layers.function, layers.engine, image.task, image.system]
    }

    @Test(
        "the engine has a name under which the function finds it",
        arguments: [
            ("ort.so", "libonnxruntime.so.1"), ("libonnxruntime.so", "libonnxruntime.so"),
            ("libonnxruntime.so.1.28.0", "libonnxruntime.so.1.28.0"), ("libonnxruntime.so.bak", "libonnxruntime.so.1"),
            ("libonnxruntime.sox", "libonnxruntime.so.1"),
        ])
    func engineName(file: String, name: String) throws {
        var parts = try PackagePlanTests.Parts()
        parts.request.engine = try CompiledProgram.makeLibrary(
            file, in: parts.folder.get(), code: "int engine;")
        let contents = try PackageContents(parts.request)
        #expect(try contents.wholeTree().files(of: .engine).map(\.path) == ["lib/\(name)"])
        #expect(try contents.layerTrees().engine.files.map(\.path) == ["lib/\(name)"])
        #expect(try contents.imageTrees().task.files(of: .engine).map(\.path) == ["lib/\(name)"])
    }

    @Test(
        "programs and libraries are without symbols and debug information in every kind of package",
        arguments: [TargetSystem.newest(), .ancient])
    func strips(target: TargetSystem) throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        var request = try parts.asking(for: "libneeded.so", in: "lib")
        request.engine = try CompiledProgram.makeLibrary(
            "libonnxruntime.so.1", in: folder, code: "int engine(void) { return 1; }", options: "-g")
        let mark = Array(".debug_info".utf8)
        #expect(bytes(of: request.engine).contains(mark))
        for file in try Self.trees(request, target: target).flatMap(\.files) {
            guard [.function, .engine, .libraries].contains(file.part), case .bytes(let bytes) = file.content else {
                #expect(file.part == .model || file.part == .licenses, "\(file.path)")
                continue
            }
            #expect(bytes[40..<48].allSatisfy { $0 == 0 } && !bytes.contains(mark), "\(file.path)")
        }
    }

    @Test("libraries beside an engine are found, whether or not its path begins at the root")
    func relativePath() throws {
        var parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        _ = try CompiledProgram.makeLibrary("libbeside.so", in: folder, code: "int beside(void) { return 1; }")
        let engine = try CompiledProgram.makeLibrary(
            "libonnxruntime.so.1", in: folder, code: "int beside(void); int engine(void) { return beside(); }",
            options: "libbeside.so -Wl,-rpath,'$ORIGIN'")
        let above = FileManager.default.currentDirectoryPath.split(separator: "/").map { _ in ".." }
        for path in [engine, above.joined(separator: "/") + engine] {
            parts.request.engine = path
            let files = try PackageContents(parts.request, target: .newest()).wholeTree().files(of: .libraries)
            #expect(files.map(\.path) == ["lib/libbeside.so"])
        }
    }
}

// MARK: - Licences

extension PackageContentsTests {
    private static func notice(_ tree: PackagedTree) throws -> String {
        let file = try #require(tree.files.first { $0.path == "licenses/NOTICE" })
        guard case .bytes(let bytes) = file.content else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("the notice says what was done to libraries, as the package starts")
    func notice() throws {
        let parts = try PackagePlanTests.Parts()
        let plain = try PackageContents(parts.request, target: .newest())
        let own = try PackageContents(parts.request, target: .ancient)
        for tree in [try plain.wholeTree(), try own.wholeTree(), try own.imageTrees().task] {
            let text = try Self.notice(tree)
            #expect(text.contains("without symbols and debug information") && !text.contains("unchanged"))
        }
        #expect(try Self.notice(own.wholeTree()).contains("DT_RPATH"))
        #expect(try Self.notice(own.wholeTree()).contains("- libc.so.6, from the system"))
        // An image's libraries lie where the loader looks by itself.
        for tree in [try plain.wholeTree(), try own.imageTrees().task] {
            #expect(try !Self.notice(tree).contains("DT_RPATH"))
        }
    }

    @Test("texts that Debian's records refer to are found by their names")
    func commonLicenses() {
        let record = """
            in `/usr/share/common-licenses/GPL-3'. See /usr/share/common-licenses/LGPL-2.1.
            /usr/share/common-licenses/Apache-2.0, and /usr/share/common-licenses/GPL-3 again; /usr/share/common-licenses/
            """
        #expect(CommonLicenses.names(in: Array(record.utf8)) == ["GPL-3", "LGPL-2.1", "Apache-2.0"])
    }

    @Test(
        "a package with Debian's libraries has the texts that their records refer to",
        .enabled(if: (try? SourceFile("/usr/share/doc/libc6/copyright")) != nil))
    func referredTexts() throws {
        let parts = try PackagePlanTests.Parts()
        let tree = try PackageContents(parts.request, target: .ancient).wholeTree()
        let record = CommonLicenses.names(in: bytes(of: "/usr/share/doc/libc6/copyright"))
        #expect(!record.isEmpty)
        for name in record where (try? SourceFile("/usr/share/common-licenses/\(name)")) != nil {
            #expect(tree.files.contains { $0.path == "licenses/common-licenses/\(name)" }, "\(name)")
        }
    }
}
#endif
