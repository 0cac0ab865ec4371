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
@Suite("A model's files", .enabled(if: CompiledProgram.isPossible))
struct ModelFolderTests {
    private static func modelPaths(_ model: String, parts: PackagePlanTests.Parts) throws -> [String] {
        var request = parts.request
        request.model = model
        return try PackageContents(request).wholeTree().files(of: .model).map(\.path)
    }

    @Test("the manifest beside a model goes with it, and nothing that is not of this model")
    func beside() throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        let model = try folder.put("m/my model.onnx", bytes(of: FixtureModels.path("detect_yolov8.onnx")))
        for name in ["my model.apus.json", "my model.x86-64.ort", "my model.arm64.ort", "other.onnx", "notes.txt"] {
            _ = try folder.put("m/\(name)", Array("{}".utf8))
        }
        #expect(
            try Self.modelPaths(model, parts: parts) == ["my model.apus.json", "my model.onnx"].map { "model/\($0)" })
    }

    @Test("of a folder all files go, but for hidden ones; links to files become files")
    func wholeFolder() throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        _ = try folder.put("m/model.onnx", bytes(of: FixtureModels.path("detect_yolov8.onnx")))
        for name in ["words/merges.txt", "Größe.json", ".git/x", ".hidden"] { _ = try folder.put("m/\(name)", [1]) }
        let outside = try folder.put("vocabulary.txt", [1, 2, 3])
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/m/link.txt", withDestinationPath: outside)
        #expect(
            try Self.modelPaths(folder.path + "/m", parts: parts)
                == ["model/Größe.json", "model/link.txt", "model/model.onnx", "model/words/merges.txt"])
    }

    @Test("a folder with several models is refused, with their names and what a package holds")
    func severalModels() throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        for name in ["decoder.onnx", "encoder.onnx"] {
            _ = try folder.put("m/\(name)", bytes(of: FixtureModels.path("detect_yolov8.onnx")))
        }
        let error =
            #expect(throws: (any Error).self) { try Self.modelPaths(folder.path + "/m", parts: parts) }
            as? any DiagnosedError
        #expect(error?.diagnosis.code == "model-not-chosen")
        #expect(error?.diagnosis.what.contains("a package holds one") == true)
        #expect(error?.diagnosis.found == "decoder.onnx, encoder.onnx")
    }

    @Test(
        "links that lead nowhere or in circles, and names that break archives, are refused",
        arguments: [
            ("m/broken", "nowhere"), ("m/circle", "."), ("m/up", ".."),
        ])
    func refusesLinks(link: String, target: String) throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        _ = try folder.put("m/model.onnx", bytes(of: FixtureModels.path("detect_yolov8.onnx")))
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(link)", withDestinationPath: target)
        #expect(throws: PackagingError.self) { try Self.modelPaths(folder.path + "/m", parts: parts) }
    }

    @Test("names that no archive should have are refused", arguments: ["a\nb.txt", "a\\b.txt"])
    func refusesNames(name: String) throws {
        let parts = try PackagePlanTests.Parts()
        let folder = try parts.folder.get()
        _ = try folder.put("m/model.onnx", bytes(of: FixtureModels.path("detect_yolov8.onnx")))
        _ = try folder.put("m/\(name)", [1])
        #expect(throws: PackagingError.self) { try Self.modelPaths(folder.path + "/m", parts: parts) }
    }
}
#endif
