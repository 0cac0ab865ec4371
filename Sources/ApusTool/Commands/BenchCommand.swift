import ArgumentParser
import Evaluation
import Vision

/// `apus bench`: how long each part of a prediction takes.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how long each part of a prediction takes.",
        discussion: """
            Whole predictions and the bare model are timed in turn, so that their ratio holds on a busy machine. JSON \
            gives milliseconds.

            Examples:
              apus bench photo.jpg --model yolov8n.onnx
              apus bench photo.jpg -m yolov8n.onnx --threads 2 --rounds 100 --format json
            """)

    @Argument(help: "The picture: a file or an http(s) address.")
    var input: String

    @OptionGroup(title: "Model")
    var model: ModelOptions

    @OptionGroup(title: "Results")
    var detection: DetectionOptions

    @OptionGroup(title: "Output")
    var output: FormatOption

    @Option(help: ArgumentHelp("How often prediction and bare model are timed.", valueName: "count"))
    var rounds = 50

    func validate() throws {
        guard 1...100_000 ~= rounds else { throw ValidationError("--rounds takes a number from 1 to 100000.") }
    }

    func run() async throws {
        let options = try detection.predictionOptions()
        let picture = try await InputList([input]).only.held()
        let benchmark = try await ModelBenchmark(of: model.load(), on: picture, options: options, rounds: rounds)
        try ReportWriter.writeOnly(BenchmarkReport(benchmark).report, as: output.format)
    }
}
