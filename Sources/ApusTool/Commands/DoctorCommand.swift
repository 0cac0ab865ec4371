import ArgumentParser
import Inference

/// `apus doctor`: what this machine has, and what to do about what it lacks.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Show what is installed, where, and what to do about what is missing.",
        discussion: """
            The exit code is 1 where something that is needed is missing.

            Examples:
              apus doctor
              apus doctor --format json
            """)

    @OptionGroup(title: "Output")
    var output: FormatOption

    func run() throws {
        let examination = Examination()
        try ReportWriter.writeOnly(examination.report, as: output.format)
        guard examination.isHealthy else { throw ExitCode.failure }
    }
}
