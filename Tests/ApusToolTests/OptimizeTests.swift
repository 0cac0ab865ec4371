import Foundation
import TestSupport
import Testing

@Suite("optimize", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct OptimizeTests {
    /// A folder with the fixture detector as `m.onnx`.
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Fixture.detector, toPath: folder.path("m.onnx"))
        return folder
    }

    @Test("writes a form that inspect shows and predict uses")
    func prepared() throws {
        let folder = try folder()
        let outcome = try Tool.run(["optimize", "m.onnx", "--format", "json"], in: folder.path)
        #expect(outcome.status == 0)
        let object = try #require(try outcome.json() as? [String: Any])
        let form = try #require(object["prepared"] as? String)
        #expect(folder.names == ["m.onnx", form].sorted())
        #expect(object["graph_optimization"] as? String == "all")
        #expect(object["prepared_session_ms"] is Double && object["session_ms"] is Double)
        let inspected = try Tool.run(["inspect", "m.onnx"], in: folder.path)
        #expect(inspected.lines.contains { $0.hasPrefix("  prepared ") && $0.contains("\(form): used") })
        let picture = Fixture.picture("jpeg-420.jpg")
        let beside = try Tool.run(["predict", picture, "-m", "m.onnx"], in: folder.path)
        #expect(try beside.text == Tool.run(["predict", picture, "-m", Fixture.detector]).text)
    }

    @Test("inspect tells why a form is passed over")
    func stale() throws {
        let folder = try folder()
        #expect(try Tool.run(["optimize", "m.onnx"], in: folder.path).status == 0)
        var model = try Data(contentsOf: folder.url("m.onnx"))
        model.append(contentsOf: [0x80, 0x06, 0x00])  // an unknown field of protobuf: the model stays valid
        try model.write(to: folder.url("m.onnx"))
        let inspected = try Tool.run(["inspect", "m.onnx"], in: folder.path)
        #expect(inspected.text.contains("passed over: made of another version of the model"))
        let json = try #require(
            try Tool.run(["inspect", "m.onnx", "--format", "json"], in: folder.path).json() as? [String: Any])
        let forms = try #require(json["prepared"] as? [[String: Any]])
        #expect(forms.count == 1 && forms[0]["problem"] is String)
    }

    @Test("inspect --cold splits a cold start, with the prepared form where there is one")
    func cold() throws {
        let folder = try folder()
        let arguments = ["inspect", "m.onnx", "--cold", Fixture.picture("jpeg-420.jpg"), "--format", "json"]
        let plain = try #require(try Tool.run(arguments, in: folder.path).json() as? [String: Any])
        #expect(plain["prepared"] == nil)
        let parts = try #require((plain["model"] as? [String: Any])?["parts"] as? [[String: Any]])
        #expect(
            parts.compactMap { $0["name"] as? String } == [
                "exec", "library", "environment", "model", "picture", "first run", "second run",
            ])
        _ = try Tool.run(["optimize", "m.onnx"], in: folder.path)
        let both = try #require(try Tool.run(arguments, in: folder.path).json() as? [String: Any])
        #expect(both["prepared"] is [String: Any])
        let failed = try Tool.run(["inspect", "none.onnx", "--cold"], in: folder.path)
        #expect(failed.status == 1)
        #expect(failed.errors.contains("none.onnx cannot be read"))
    }

    @Test("what does not go together is wrong usage")
    func usage() throws {
        #expect(try Tool.run(["inspect", "m.onnx", "photo.jpg"]).status == 64)
        #expect(try Tool.run(["inspect", "m.onnx", "--cold", "--write"]).status == 64)
        let outcome = try Tool.run(["optimize", Fixture.detector, "--output", "/no/such/folder/m.ort"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("cannot be written"))
    }

    // Copies are made by a shell: a file that this process has written cannot be started while another test forks.

    @Test("a program without a model beside it says where it looked and what to do")
    func noModel() throws {
        let folder = try TemporaryFolder()
        let picture = Fixture.picture("jpeg-420.jpg")
        let outcome = try Tool.shell("cp \"$APUS\" apus && ./apus predict '\(picture)'", in: folder.path)
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("error: no model is named"))
        #expect(outcome.errors.contains("/models\n  try: apus predict"))
    }

    @Test("a model that came with the program is used and told once")
    func shipped() throws {
        let folder = try TemporaryFolder()
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder.path("models"), withIntermediateDirectories: true)
        try manager.copyItem(atPath: Fixture.detector, toPath: folder.path("models/any.onnx"))
        let engine = try #require(Tool.run(["doctor", "--format", "json"]).objects().first?["value"] as? String)
        let library = engine.split(separator: " ").last.map(String.init) ?? ""
        let picture = Fixture.picture("jpeg-420.jpg")
        let command = "APUS_ONNXRUNTIME='\(library)' ./apus predict '\(picture)' '\(picture)'"
        let outcome = try Tool.shell("cp \"$APUS\" apus && \(command)", in: folder.path)
        #expect(outcome.status == 0)
        #expect(outcome.errors.hasPrefix("using the model ") && outcome.errors.hasSuffix("/models/any.onnx\n"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }
}
