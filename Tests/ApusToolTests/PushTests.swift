import Foundation
import TestSupport
import Testing

@Suite("push", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)), .enabled(if: Fixture.hasPython))
struct PushTests {
    /// A registry that forgets everything, of the tests of pushing; one for all tests here.
    private static let registry = ScriptServer([registryScript("faulty_registry.py")])

    private static func registryScript(_ name: String) -> String {
        URL(filePath: Fixture.script("")).appending(path: "../../RegistryTests/Scripts/\(name)").path
    }

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

    @Test("tells programs what was sent")
    func outcome() throws {
        let first = try push("--archive", "image.tar", "--format", "json")
        let object = try #require(try first.json() as? [String: Any])
        let contents = try #require(object["contents"] as? [[String: Any]])
        #expect(contents.map { $0["way"] as? String } == ["sent", "sent"])
        #expect(object["sent_bytes"] as? Int == contents.compactMap { $0["bytes"] as? Int }.reduce(0, +))
        #expect(object["mounted_bytes"] as? Int == 0)
        let second = try push("--archive", "image.tar", "--format", "jsonl")
        #expect(second.text.contains(#""sent_bytes":0"#) && second.text.contains(#""way":"present""#))
    }

    @Test("a damaged archive is told, and its damaged part is not sent")
    func damaged() throws {
        var bytes = try Data(contentsOf: folder.url("image.tar"))
        let layer = try #require(bytes.firstRange(of: Data([0x1F, 0x8B])))
        bytes[layer.upperBound + 20] ^= 1
        try bytes.write(to: folder.url("image.tar"))
        let outcome = try push("--archive", "image.tar")
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("error: the archive is damaged"))
    }

    @Test(
        "what was made and pushed is pulled by others, starts, and answers",
        .enabled(if: hasContainers, "root, docker-registry, skopeo, umoci and runc are needed"))
    func pulled() throws {
        let registry = try #require(ScriptServer([Self.registryScript("real_registry.py")]))
        let name = "127.0.0.1:\(registry.port)/detector:v1"
        let pushed = try push("--model", Fixture.detector, to: name)
        #expect(pushed.status == 0, "\(pushed.errors)")
        #expect(pushed.errors.contains("It answered an event"))
        let ran = try Tool.python("run_pulled_image.py", [name, Fixture.picture("jpeg-420.jpg")])
        let answer = try #require(try ran.json() as? [String: Any], "\(ran.text)\(ran.errors)")
        #expect(answer["detection_count"] as? Int == 9, "\(ran.text)\(ran.errors)")
    }

    private static let hasContainers =
        ShellCommand.has("docker-registry", "skopeo", "umoci", "runc")
        && ShellCommand("test $(id -u) = 0 && unshare -m -p -f true").status == 0

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
