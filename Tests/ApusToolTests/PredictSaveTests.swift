import Foundation
import Testing

@Suite("predict --save", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct PredictSaveTests {
    private func save(_ inputs: [String], in folder: TemporaryFolder, to target: String = "out") throws -> Tool.Outcome
    {
        try Tool.run(["predict"] + inputs + ["-m", Fixture.detector, "--save", target], in: folder.path)
    }

    @Test("keeps names, numbers those that are taken, and makes JPEG of what is only read")
    func names() throws {
        let folder = try TemporaryFolder()
        for (picture, name) in [
            ("jpeg-420.jpg", "in/x.jpg"), ("png-rgb8.png", "in/a/x.jpg"), ("png-rgb8.png", "in/b/X.JPG"),
            ("png-rgb8.png", "in/y.z.png"), ("webp-lossy.webp", "in/w.webp"), ("gif-plain.gif", "in/g.gif"),
            ("bmp-24.bmp", "in/g.bmp"),
        ] { try folder.add(picture, as: name) }
        let outcome = try save(["in", Fixture.picture("jpeg-420.jpg")], in: folder, to: "out/new")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let saved = try FileManager.default.contentsOfDirectory(atPath: folder.path("out/new")).sorted()
        #expect(saved == ["X-2.JPG", "g-2.jpg", "g.jpg", "jpeg-420.jpg", "w.webp", "x-3.jpg", "x.jpg", "y.z.png"])
    }

    @Test("writes pictures of the original's size in the name's format", arguments: ["jpg", "png", "webp"])
    func formats(ending: String) throws {
        let folder = try TemporaryFolder()
        try folder.add("jpeg-orientation6.jpg", as: "in/x.\(ending)")
        _ = try save(["in"], in: folder)
        let starts: [String: [UInt8]] = ["jpg": [0xFF, 0xD8], "png": [0x89, 0x50], "webp": [0x52, 0x49]]
        #expect(try Data(contentsOf: folder.url("out/x.\(ending)")).prefix(2) == Data(starts[ending] ?? []))
        let sizes = try ["in", "out"].map { place in
            try Tool.run(Fixture.predict(folder.path("\(place)/x.\(ending)"), format: "json")).objects()[0][
                "image_dimensions"] as? [String: Int]
        }
        #expect(sizes[0] != nil && sizes[0] == sizes[1])
    }

    @Test("draws on standard input too")
    func standardInput() throws {
        let folder = try TemporaryFolder()
        let input = try Data(contentsOf: URL(filePath: Fixture.picture("jpeg-420.jpg")))
        let outcome = try Tool.run(Fixture.predict("-") + ["--save", folder.path], input: input)
        #expect(outcome.status == 0)
        #expect(folder.names == ["stdin.jpg"])
    }

    @Test(
        "refuses a folder that it cannot write to, before it predicts",
        arguments: [
            ("file", "file cannot be written\n  found File exists"),
            ("file/out", "file/out cannot be written\n  found Not a directory"),
        ])
    func unwritable(target: String, message: String) throws {
        let folder = try TemporaryFolder()
        try Data().write(to: folder.url("file"))
        let outcome = try save([Fixture.picture("jpeg-420.jpg")], in: folder, to: target)
        #expect(outcome.status == 1)
        #expect(outcome.text.isEmpty)
        #expect(outcome.errors.hasPrefix("error: \(message)"), "\(outcome.errors)")
    }

    @Test("refuses a folder without permission", .enabled(if: geteuid() != 0, "root writes everywhere"))
    func locked() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
        let outcome = try Tool.run(Fixture.predict(Fixture.picture("jpeg-420.jpg")) + ["--save", folder.path])
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
        #expect(outcome.errors.contains("cannot be written\n  found a folder without permission to write"))
        #expect(folder.names.isEmpty)
    }

    @Test("never overwrites the pictures that it predicts", arguments: [["in"], ["in/x.jpg"], ["in/*.jpg"], ["."]])
    func originals(inputs: [String]) throws {
        let folder = try TemporaryFolder()
        try folder.add("jpeg-420.jpg", as: "in/x.jpg")
        let original = try Data(contentsOf: folder.url("in/x.jpg"))
        let outcome = try save(inputs, in: folder, to: "in/../in")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("found the folder of pictures that are to be predicted"), "\(outcome.errors)")
        #expect(try Data(contentsOf: folder.url("in/x.jpg")) == original)
    }

    @Test("leaves only whole pictures behind when it is interrupted", .timeLimit(.minutes(1)))
    func interrupted() throws {
        let (input, output) = (try TemporaryFolder(), try TemporaryFolder())
        try input.add("jpeg-420.jpg", as: "0.jpg")
        for number in 1..<20_000 {
            try FileManager.default.linkItem(atPath: input.path("0.jpg"), toPath: input.path("\(number).jpg"))
        }
        let process = try Tool.start(Fixture.predict(input.path) + ["--save", output.path])
        for _ in 0..<10_000 where output.names.count < 5 { usleep(1_000) }
        process.send(SIGINT)
        #expect(process.wait() == .killed(SIGINT))
        let names = output.names
        #expect(names.count < 20_000)
        for name in names {
            let end = try Data(contentsOf: output.url(name)).suffix(2)
            #expect(name.hasSuffix(".jpg") && end == Data([0xFF, 0xD9]), "\(name)")
        }
    }
}
