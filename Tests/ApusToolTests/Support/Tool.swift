import Foundation
import TestSupport

/// The built command-line tool, run as people run it.
enum Tool {
    /// Where the binary is: `APUS_BINARY`, or the release build of this repository.
    static let path: String = {
        let built = URL(filePath: FixtureModels.folder).appending(path: "../../../.build/release/apus").standardized
        return ProcessInfo.processInfo.environment["APUS_BINARY"] ?? built.path
    }()

    /// Whether the binary is there: the condition of every test here.
    static let isBuilt = FileManager.default.isExecutableFile(atPath: path)
    /// Why tests are skipped where it is not.
    static let isNotBuilt = "the tool is not built (swift build -c release --product apus)"

    /// What a run left behind.
    struct Outcome {
        let ending: ChildProcess.Ending
        let output: Data
        let errors: String

        /// The exit status; as shells have it where a signal ended the program.
        var status: Int32 {
            switch ending {
            case .exited(let status): status
            case .killed(let signal): 128 + signal
            }
        }

        /// Standard output as text.
        var text: String { String(decoding: output, as: UTF8.self) }
        /// Standard output by line.
        var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

        /// Standard output as JSON.
        func json() throws -> Any { try JSONSerialization.jsonObject(with: output) }
        /// Standard output as a JSON array of objects.
        func objects() throws -> [[String: Any]] { try json() as? [[String: Any]] ?? [] }
    }

    /// Runs the tool to its end.
    static func run(
        _ arguments: [String], input: Data = Data(), in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(path, arguments, input: input, in: folder, environment: environment)
    }

    /// Runs a shell command in which `$APUS` is the tool.
    static func shell(_ command: String, in folder: String? = nil) throws -> Outcome {
        try run("/bin/sh", ["-c", command], in: folder, environment: ["APUS": path])
    }

    /// Runs a Python script of this target.
    static func python(_ script: String, _ arguments: [String]) throws -> Outcome {
        try run("/usr/bin/env", ["python3", Fixture.script(script)] + arguments)
    }

    /// Starts the tool without waiting for it.
    static func start(_ arguments: [String]) throws -> ChildProcess {
        try ChildProcess(.init(arguments: [path] + arguments, environment: ProcessInfo.processInfo.environment))
    }

    private static func run(
        _ program: String, _ arguments: [String], input: Data = Data(), in folder: String? = nil,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let files = try TemporaryFolder()
        try input.write(to: files.url("input"))
        let child = try ChildProcess(
            .init(
                arguments: [program] + arguments,
                environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }, folder: folder,
                input: files.path("input"), output: files.path("output"), errors: files.path("errors")))
        let ending = child.wait()
        return Outcome(
            ending: ending, output: try Data(contentsOf: files.url("output")),
            errors: String(decoding: try Data(contentsOf: files.url("errors")), as: UTF8.self))
    }
}
