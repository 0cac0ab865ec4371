import Foundation
import Testing

@Suite("predict reads", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct PredictInputTests {
    private func names(_ inputs: [String], in folder: TemporaryFolder) throws -> [String?] {
        try Tool.run(["predict"] + inputs + ["-m", Fixture.detector, "--format", "json"], in: folder.path).objects()
            .map { $0["image_name"] as? String }
    }

    private func folderOfPictures() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.add("jpeg-420.jpg", as: "in/x.jpg")
        try folder.add("png-rgb8.png", as: "in/a/x.PNG")
        try folder.add("webp-lossy.webp", as: "in/b c/x.webp")
        try folder.add("jpeg-420.jpg", as: "in/.hidden.jpg")
        try folder.add("jpeg-420.jpg", as: "in/notes.txt")
        try FileManager.default.createDirectory(atPath: folder.path("in/folder.jpg"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder.path("in/a/loop"), withDestinationPath: "..")
        try FileManager.default.createSymbolicLink(atPath: folder.path("in/link.jpg"), withDestinationPath: "x.jpg")
        try FileManager.default.createSymbolicLink(atPath: folder.path("in/lost.jpg"), withDestinationPath: "none.jpg")
        try FileManager.default.createSymbolicLink(atPath: folder.path("linked"), withDestinationPath: "in")
        return folder
    }

    @Test(
        "the pictures that arguments stand for, in order",
        arguments: [
            (["in/x.jpg"], ["x.jpg"]),
            (["in"], ["a/x.PNG", "b c/x.webp", "link.jpg", "x.jpg"]),
            (["in/"], ["a/x.PNG", "b c/x.webp", "link.jpg", "x.jpg"]),
            (["linked"], ["a/x.PNG", "b c/x.webp", "link.jpg", "x.jpg"]),
            (["in/*.jpg", "in/x.jpg"], ["in/folder.jpg", "link.jpg", "x.jpg", "x.jpg"]),
            (["in/?/x.*"], ["x.PNG"]),
            (["in/notes.txt"], ["notes.txt"]),
        ])
    func arguments(inputs: [String], expected: [String]) throws {
        let found = try names(inputs, in: folderOfPictures())
        #expect(found == expected.map(Optional.some), "\(inputs)")
    }

    @Test("standard input")
    func standardInput() throws {
        let input = try Data(contentsOf: URL(filePath: Fixture.picture("jpeg-420.jpg")))
        let outcome = try Tool.run(Fixture.predict("-"), input: input)
        #expect(outcome.lines[0] == "stdin 11×7: 8 objects")
        #expect(outcome.status == 0)
    }

    @Test("two thousand files, in order")
    func manyFiles() throws {
        let folder = try TemporaryFolder()
        let expected = (10_000..<12_000).map { "\($0).jpg" }
        try folder.add("jpeg-420.jpg", as: expected[0])
        for name in expected.dropFirst() {
            try FileManager.default.linkItem(atPath: folder.path(expected[0]), toPath: folder.path(name))
        }
        #expect(try names(["."], in: folder) == expected.map(Optional.some))
    }

    @Test(
        "nothing from what cannot be read, and says why",
        arguments: [
            ("none.jpg", "there is no file none.jpg", nil),
            ("none*.jpg", "there is no file none*.jpg", nil),
            ("empty", "there are no pictures in empty", "expected files ending in bmp, dib, gif, jfif"),
            ("/dev/zero", "/dev/zero is not a file", "or - for standard input"),
            ("pipe.jpg", "pipe.jpg is not a file", "or - for standard input"),
            ("nothing.jpg", "nothing.jpg: the image has no bytes", nil),
            ("page.jpg", "page.jpg: ", nil),
            ("-", "stdin: the image has no bytes", nil),
        ] as [(String, String, String?)])
    func unreadable(input: String, message: String, more: String?) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("empty"), withIntermediateDirectories: true)
        try Data().write(to: folder.url("nothing.jpg"))
        try Data("<!DOCTYPE html>".utf8).write(to: folder.url("page.jpg"))
        #expect(try Tool.shell("mkfifo pipe.jpg", in: folder.path).status == 0)
        let outcome = try Tool.run(Fixture.predict(input), in: folder.path)
        #expect(outcome.status == 1)
        #expect(outcome.text.isEmpty)
        #expect(outcome.errors.hasPrefix("error: \(message)"), "\(outcome.errors)")
        #expect(more.map(outcome.errors.contains) ?? true)
        #expect(outcome.errors.split(separator: "\n").count <= 3)
    }

    @Test(
        "the good pictures although one between them is bad",
        arguments: ["jpeg-half.jpg", "gif-no-frame.gif", "none.jpg"])
    func badAmongGood(bad: String) throws {
        let inputs = ["jpeg-420.jpg", bad, "png-rgb8.png"].map(Fixture.picture)
        let outcome = try Tool.run(Fixture.predict(inputs[0], inputs[1], inputs[2], format: "json"))
        let objects = try outcome.objects()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("error: ") && outcome.errors.hasSuffix("1 of 3 pictures failed\n"))
        #expect(objects.map { $0["detection_count"] as? Int } == [8, nil, 8])
        #expect(Set(objects[1].keys) == ["image_name", "error"])
        let error = try #require(objects[1]["error"] as? [String: String])
        #expect(Set(error.keys) == ["code", "message"])
    }

    @Test("the rest of a folder although a part of it is locked", .enabled(if: geteuid() != 0, "root opens everything"))
    func lockedFolder() throws {
        let folder = try TemporaryFolder()
        try folder.add("jpeg-420.jpg", as: "x.jpg")
        try folder.add("jpeg-420.jpg", as: "locked/y.jpg")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path("locked"))
        let outcome = try Tool.run(Fixture.predict("."), in: folder.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path("locked"))
        #expect(outcome.errors.contains("the folder ./locked/ cannot be read\n  found Permission denied"))
        #expect(outcome.text.hasPrefix("x.jpg"))
    }
}
