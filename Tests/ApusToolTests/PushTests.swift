import Foundation
import TestSupport
import Testing

@Suite("push", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)), .enabled(if: Fixture.hasPython))
struct PushTests {
    /// A registry that forgets everything, of the tests of pushing; one for all tests here.
    private static let registry = ScriptServer([
        URL(filePath: Fixture.script("")).appending(path: "../../RegistryTests/Scripts/faulty_registry.py").path
    ])

    private let folder: TemporaryFolder
    private let name: String

    init() throws {
        folder = try TemporaryFolder()
        name = "127.0.0.1:\(try #require(Self.registry).port)/app/\(UUID().uuidString.lowercased()):v1"
        let made = try Tool.python("make_image.py", [folder.path("image.tar")])
        #expect(made.status == 0, "\(made.errors)")
    }

    private func push(_ arguments: String..., to name: String? = nil) throws -> Tool.Outcome {
        try Tool.run(["push", name ?? self.name] + arguments, in: folder.path)
    }

    @Test("prints the name with the digest, and tells the rest to people")
    func push() throws {
        let first = try push("--archive", "image.tar")
        #expect(first.status == 0)
        #expect(first.text.wholeMatch(of: /127\.0\.0\.1:\d+\/app\/[0-9a-f-]+@sha256:[0-9a-f]{64}\n/) != nil)
        #expect(first.errors.hasPrefix("sent ") && !first.errors.contains("\u{1B}"))
        let second = try push("--archive", "image.tar")
        #expect(second.text == first.text)
        #expect(second.errors == "sent 0.0 kB\n")
    }

    @Test("a dry run says what would be sent, and sends nothing")
    func dryRun() throws {
        for _ in 1...2 {
            let outcome = try push("--archive", "image.tar", "--dry-run", "--format", "json")
            let plan = try #require(try outcome.json() as? [String: Any])
            #expect(plan["reference"] as? String == name)
            #expect(plan["present"] as? Bool == false)
            let contents = try #require(plan["contents"] as? [[String: Any]])
            #expect(contents.map { $0["content"] as? String } == ["layer 1", "configuration"])
            #expect(contents.allSatisfy { $0["present"] as? Bool == false })
            let sizes = contents.compactMap { $0["bytes"] as? Int }
            #expect(plan["missing_bytes"] as? Int == sizes.reduce(0, +))
        }
        _ = try push("--archive", "image.tar")
        let table = try push("--archive", "image.tar", "--dry-run")
        #expect(table.text.contains("configuration"))
        #expect(table.lines.contains("\(name) is this image already"))
    }

    @Test(
        "what cannot be pushed is an error in at most three lines",
        arguments: [
            (["127.0.0.1:1/app", "--archive", "image.tar"], "the connection to 127.0.0.1:1 failed"),
            (["Bad Name", "--archive", "image.tar"], "Bad Name names no image"),
            (["a.b/c", "--archive", "none.tar"], "none.tar cannot be read"),
            (["a.b/c", "--archive", "text"], "text is no image's archive"),
        ])
    func failures(arguments: [String], message: String) throws {
        try Data("no archive".utf8).write(to: folder.url("text"))
        let outcome = try Tool.run(["push"] + arguments, in: folder.path)
        #expect(outcome.status == 1)
        #expect(outcome.text.isEmpty)
        #expect(outcome.errors.hasPrefix("error: \(message)"))
        #expect(outcome.errors.split(separator: "\n").count <= 3)
    }

    @Test("an archive or a model is needed, and not both", arguments: [[], ["--archive", "a", "--model", "b"]])
    func usage(arguments: [String]) throws {
        #expect(try Tool.run(["push", "a.b/c"] + arguments).status == 64)
    }
}
