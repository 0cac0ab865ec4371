import Foundation
import Testing

@Suite("help", .enabled(if: Tool.isBuilt, Comment(rawValue: Tool.isNotBuilt)))
struct HelpTests {
    @Test(
        "has an example for every command",
        arguments: [[], ["predict"], ["inspect"], ["optimize"], ["bench"], ["package"], ["push"], ["doctor"]])
    func examples(command: [String]) throws {
        let outcome = try Tool.run(command + ["--help"])
        #expect(outcome.status == 0)
        let examples = outcome.text.components(separatedBy: "Examples:\n").dropFirst().first ?? ""
        #expect(examples.contains("  apus \(command.first ?? "")"))
        #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    }

    @Test(
        "completes in three shells",
        arguments: [("bash", "complete"), ("zsh", "#compdef apus"), ("fish", "complete -c")])
    func completion(shell: String, expected: String) throws {
        let outcome = try Tool.run(["--generate-completion-script", shell])
        #expect(outcome.status == 0)
        #expect(outcome.text.contains(expected) && outcome.text.contains("max-detections"))
    }

    @Test("is offered for a mistyped command", arguments: [["predct"], ["predict"], ["--nonsense"]])
    func mistyped(arguments: [String]) throws {
        let outcome = try Tool.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--help"))
    }

    @Test("knows the version")
    func version() throws {
        #expect(try Tool.run(["--version"]).text.firstMatch(of: #/^\d+\.\d+\.\d+\n$/#) != nil)
    }
}
