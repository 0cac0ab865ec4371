import Foundation
import TestSupport
import Testing

@Suite("package", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct PackageTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Fixture.detector, toPath: folder.path("m.onnx"))
    }

    private func package(_ arguments: String...) throws -> Tool.Outcome {
        try Tool.run(["package", "--model", "m.onnx"] + arguments, in: folder.path)
    }

    @Test("writes an archive that is called like the model, and says what it weighs, where it goes and that it started")
    func table() throws {
        let outcome = try package()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(folder.names == ["m.onnx", "m.zip"])
        let size = try #require(try folder.url("m.zip").resourceValues(forKeys: [.fileSizeKey]).fileSize)
        let megabytes = Double(size) / 1_000_000
        let expected = "m.zip (\(String(format: "%.1f", megabytes)) MB), "
        #expect(outcome.lines.first?.hasPrefix(expected) == true)
        #expect(outcome.lines.first?.hasSuffix(" MB unpacked") == true)
        for part in ["function", "engine", "model", "licenses"] {
            #expect(outcome.lines.contains { $0.hasPrefix("  \(part) ") })
        }
        #expect(outcome.lines.contains { $0.hasPrefix("→ ") && $0.contains(": fits, ") })
        #expect(outcome.lines.contains { $0.hasPrefix("It answered an event ") })
    }

    @Test("tells programs the same, and a dry run writes nothing")
    func document() throws {
        let outcome = try package("--dry-run", "--no-trial", "--output", "x/", "--format", "json")
        #expect(folder.names == ["m.onnx"])
        let object = try #require(try outcome.json() as? [String: Any])
        #expect(object["kind"] as? String == "zip")
        let files = try #require(object["files"] as? [[String: Any]])
        #expect(files.map { $0["path"] as? String } == ["x/m.zip"])
        let parts = try #require(object["parts"] as? [[String: Any]])
        let packed = parts.compactMap { $0["packed"] as? Int }.reduce(0, +)
        #expect(try packed < #require(files.first?["bytes"] as? Int))
        let routes = try #require(object["routes"] as? [[String: Any]])
        #expect(routes.contains { $0["way"] as? String == object["way"] as? String && $0["fits"] as? Bool == true })
        #expect((object["trial"] as? String)?.hasPrefix("It was not started") == true)
    }

    @Test("layers are named after the output, and a folder gets the default name")
    func names() throws {
        #expect(try package("--no-trial", "--kind", "layer", "--output", "detector").status == 0)
        #expect(
            folder.names == ["detector-engine.zip", "detector-function.zip", "detector-model.zip", "m.onnx"])
        try FileManager.default.createDirectory(at: folder.url("out"), withIntermediateDirectories: true)
        #expect(try package("--no-trial", "--kind", "image", "--output", "out").status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("out")) == ["m.tar"])
    }

    @Test("inspect lists what is in an archive, the largest first")
    func inspected() throws {
        #expect(try package("--no-trial").status == 0)
        let table = try Tool.run(["inspect", "m.zip"], in: folder.path)
        #expect(table.status == 0)
        for name in ["bootstrap", "lib/libonnxruntime.so", "  m.onnx\n"] {
            #expect(table.text.contains(name), "\(table.text)")
        }
        let json = try Tool.run(["inspect", "m.zip", "--format", "json"], in: folder.path)
        #expect(try json.json() is [String: Any])
    }

    @Test("Ctrl-C leaves nothing behind")
    func interrupted() throws {
        let child = try Tool.start([
            "package", "--model", folder.path("m.onnx"), "--output", folder.path("m.zip"),
        ])
        // Its first file beside the place says that it is at work.
        for _ in 0..<30_000 where folder.names == ["m.onnx"] { usleep(2_000) }
        #expect(folder.names.count == 2)
        child.send(SIGINT)
        #expect(child.wait() == .killed(SIGINT))
        #expect(folder.names == ["m.onnx"])
    }

    @Test(
        "a package of a real model is as small as it can be",
        .enabled(if: SharedAssets.arePresent))
    func size() throws {
        let model = SharedAssets.path("models/detect/yolov5n.onnx")
        let outcome = try Tool.run(["package", "--model", model, "--no-trial", "--format", "json"], in: folder.path)
        let object = try #require(try outcome.json() as? [String: Any])
        let bytes = try #require((object["files"] as? [[String: Any]])?.first?["bytes"] as? Int)
        #expect(bytes < 28_000_000)
        let unpacked = (object["parts"] as? [[String: Any]])?.compactMap { $0["unpacked"] as? Int }.reduce(0, +)
        #expect(try #require(unpacked) < 65_000_000)
    }
}
