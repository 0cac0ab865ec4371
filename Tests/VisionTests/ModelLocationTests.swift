import Diagnosis
import Foundation
import TestSupport
import Testing
import Vision

@Suite("Which model is used")
struct ModelLocationTests {
    /// A folder with empty files in it, which is there while `body` runs.
    private func withFiles(_ files: [String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files {
            let path = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: path)
        }
        try body(folder.path)
    }

    @Test("a named file is taken as it is, also where it is not there")
    func named() throws {
        let location = try ModelLocation.find(named: "no/such.onnx", folders: ["/"], executable: nil)
        #expect(location.path == "no/such.onnx" && location.origin == .named)
    }

    @Test("a named folder decides alone")
    func namedFolder() throws {
        try withFiles(["one/a.onnx", "none/a.txt", "bin/models/own.onnx"]) { folder in
            let found = try ModelLocation.find(named: folder + "/one/", folders: [], executable: folder + "/bin/apus")
            #expect(found.path == folder + "/one/a.onnx" && found.origin == .named)
            let error = try #require(throws: VisionError.self) {
                try ModelLocation.find(named: folder + "/none", folders: [folder + "/one"], executable: nil)
            }
            #expect(error.code == .modelNotChosen)
            #expect(error.description.contains("/none"))
        }
    }

    @Test(
        "the first folder with a model, then beside the program, then above it",
        arguments: [
            (["b/x.onnx", "bin/models/own.onnx"], "b/x.onnx", .found),
            (["a/x.onnx", "b/y.onnx"], "a/x.onnx", .found),
            (["a/x.onnx", "a/y.onnx", "a/y.apus.json", "a/x.x86-64.ort"], "a/y.onnx", .found),
            (["a/.hidden.onnx", "bin/models/own.onnx", "Models/codes.onnx"], "bin/models/own.onnx", .shipped),
            (["Models/codes.onnx"], "Models/codes.onnx", .shipped),
            (["bin/Models/near.onnx", "Models/codes.onnx"], "bin/Models/near.onnx", .shipped),
        ] as [([String], String, ModelLocation.Origin)])
    func order(_ files: [String], _ expected: String, _ origin: ModelLocation.Origin) throws {
        try withFiles(files) { folder in
            let found = try ModelLocation.find(
                named: nil, folders: ["/no/such", folder + "/a", folder + "/b"], executable: folder + "/bin/apus")
            #expect(found.path == "\(folder)/\(expected)" && found.origin == origin)
        }
    }

    @Test("several models in one folder are listed, none is told with the places")
    func notChosen() throws {
        try withFiles(["a/x.onnx", "a/y.onnx", "b/z.onnx"]) { folder in
            let several = try #require(throws: VisionError.self) {
                try ModelLocation.find(named: nil, folders: [folder + "/a", folder + "/b"], executable: nil)
            }
            #expect(several.code == .modelNotChosen)
            #expect(several.description.contains("x.onnx, y.onnx"))
            let none = try #require(throws: VisionError.self) {
                try ModelLocation.find(named: nil, folders: [folder], executable: folder + "/bin/apus")
            }
            #expect(none.code == .modelNotChosen)
            #expect(none.description.contains("\(folder), \(folder)/bin/models"))
        }
    }

    @Test("a model beside the program is loaded and understood")
    func loaded() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let models = folder.appending(path: "models")
        try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: FixtureModels.path("detect_yolov8.onnx"), toPath: models.path + "/any.onnx")
        let location = try ModelLocation.find(named: nil, executable: folder.path + "/apus")
        #expect(try await VisionModel(contentsOf: location.path).manifest.name == "any")
    }
}
