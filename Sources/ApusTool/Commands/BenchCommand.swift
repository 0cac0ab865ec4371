import ArgumentParser
import Evaluation
import Vision

/// `apus bench`: how long each part of a prediction takes, or a function's answers.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how long each part of a prediction takes, or a function's answers.",
        discussion: """
            Whole predictions and the bare model are timed in turn, so that their ratio holds on a busy machine. JSON \
            gives milliseconds.

            With --function, a command is measured through Lambda's Runtime API as its callers see it: the first \
            answer of fresh processes, later answers, and the most memory held. It may be any program that serves \
            that API; what it needs stands in the environment.

            Examples:
              apus bench photo.jpg --model yolov8n.onnx
              apus bench photo.jpg -m yolov8n.onnx --threads 2 --rounds 100 --format json
              apus bench --image photo.jpg --cold 20 --function ./apus-function
            """)

    @Argument(help: "The picture: a file or an http(s) address.")
    var input: String?

    @OptionGroup(title: "Model")
    var model: ModelOptions

    @OptionGroup(title: "Results")
    var detection: DetectionOptions

    @OptionGroup(title: "Function")
    var function: FunctionBenchOptions

    @OptionGroup(title: "Output")
    var output: FormatOption

    @Option(help: ArgumentHelp("How often prediction and bare model are timed.", valueName: "count"))
    var rounds = 50

    func validate() throws {
        guard 1...100_000 ~= rounds else { throw ValidationError("--rounds takes a number from 1 to 100000.") }
        guard (input == nil) == function.isUsed else {
            throw ValidationError("Name a picture, or a function with --function.")
        }
        guard !function.isUsed || model.isUntouched else {
            throw ValidationError("A function chooses its model and threads itself: set MODEL_PATH and APUS_THREADS.")
        }
    }

    func run() async throws {
        try ReportWriter.writeOnly(try await measure(), as: output.format)
    }

    private func measure() async throws -> Report {
        guard let input else { return FunctionBenchmarkReport(try await function.benchmark()).report }
        let options = try detection.predictionOptions()
        let picture = try await InputList([input]).only.held()
        return BenchmarkReport(
            try await ModelBenchmark(of: model.load(), on: picture, options: options, rounds: rounds)
        ).report
    }
}
