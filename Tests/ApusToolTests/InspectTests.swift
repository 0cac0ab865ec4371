import Foundation
import TestSupport
import Testing

@Suite("inspect", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct InspectTests {
    @Test("shows facts and where they come from")
    func text() throws {
        let outcome = try Tool.run(["inspect", Fixture.detector])
        #expect(outcome.status == 0)
        #expect(outcome.lines[0] == Fixture.detector)
        for (fact, value, origin) in [
            ("opset", "17", "file"), ("input images", "float32 [1, 3, 64, 64]", "model"),
            ("decoder", "yolov8", "shapes"), ("labels", "4 names", "metadata"),
            ("thresholds.confidence", "0.25", "defaults"),
        ] {
            let line = try #require(outcome.lines.first { $0.hasPrefix("  \(fact) ") })
            #expect(line.contains("  \(value)  ") && line.contains("  \(origin)"), "\(line)")
        }
    }

    @Test("gives the same as JSON")
    func json() throws {
        let outcome = try Tool.run(["inspect", Fixture.detector, "--format", "json"])
        let inspection = try #require(try outcome.json() as? [String: Any])
        #expect(inspection["format"] as? String == "onnx")
        #expect((inspection["manifest"] as? [String: Any])?["task"] as? String == "detection")
        #expect((inspection["facts"] as? [[String: Any]])?.isEmpty == false)
        #expect(inspection["problem"] == nil)
    }

    @Test("writes a manifest that is used once it is edited")
    func manifest() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Fixture.detector, toPath: folder.path("m.onnx"))
        let written = try Tool.run(["inspect", "m.onnx", "--write"], in: folder.path)
        #expect(written.status == 0)
        #expect(written.errors == "wrote m.apus.json\n")
        #expect(folder.names == ["m.apus.json", "m.onnx"])
        let manifest = try String(contentsOf: folder.url("m.apus.json"), encoding: .utf8)
        #expect(manifest.contains("\"cat\""))
        try manifest.replacingOccurrences(of: "\"cat\"", with: "\"tiger\"")
            .write(to: folder.url("m.apus.json"), atomically: true, encoding: .utf8)
        let predicted = try Tool.run(["predict", Fixture.picture("jpeg-420.jpg"), "-m", "m.onnx"], in: folder.path)
        #expect(predicted.text.contains("tiger") && !predicted.text.contains("cat "))
        #expect(try Tool.run(["inspect", "m.onnx"], in: folder.path).text.contains("4 names"))
    }

    @Test("says that a manifest cannot be written", .enabled(if: geteuid() != 0, "root writes everywhere"))
    func lockedFolder() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Fixture.detector, toPath: folder.path("m.onnx"))
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
        let outcome = try Tool.run(["inspect", "m.onnx", "--write"], in: folder.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("m.apus.json cannot be written\n  found Permission denied"))
    }

    @Test("describes a model that cannot be used yet and says what is missing")
    func unknownModel() throws {
        let outcome = try Tool.run(["inspect", FixtureModels.path("add.onnx")])
        #expect(outcome.text.contains("  opset"))
        #expect(outcome.text.contains("\nThis model cannot be used yet: "))
        let json = try Tool.run(["inspect", FixtureModels.path("add.onnx"), "--format", "json"]).json()
        let problem = try #require((json as? [String: Any])?["problem"] as? [String: String])
        #expect(Set(problem.keys) == ["code", "message"])
        #expect(try Tool.run(["inspect", FixtureModels.path("add.onnx"), "--write"]).status == 1)
    }

    @Test(
        "explains files that are no models",
        arguments: [
            ("broken_empty.onnx", "error: "), ("broken_truncated.onnx", "error: "), ("none.onnx", "cannot be read"),
        ])
    func damaged(model: String, message: String) throws {
        let outcome = try Tool.run(["inspect", FixtureModels.path(model)])
        #expect(outcome.status == 1)
        #expect(outcome.text.isEmpty)
        #expect(outcome.errors.contains(message))
        #expect(outcome.errors.split(separator: "\n").count <= 3)
    }
}
