import ArgumentParser
import Evaluation
import Vision

/// `apus bench`: how long each part of a prediction takes.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how long each part of a prediction takes.",
        discussion: """
            Whole predictions and the bare model are timed in turn, so that their ratio holds on a busy machine.

            Examples:
              apus bench photo.jpg --model yolov8n.onnx
              apus bench photo.jpg --model yolov8n.onnx --threads 2 --rounds 100 --format json
            """)

    @Argument(help: "The picture: a file or an http(s) address.")
    var input: String

    @OptionGroup(title: "Model")
    var model: ModelOptions

    @OptionGroup(title: "Results")
    var detection: DetectionOptions

    @OptionGroup(title: "Output")
    var output: FormatOption

    @Option(help: "How often prediction and bare model are timed.")
    var rounds = 50

    func validate() throws {
        guard 1...100_000 ~= rounds else { throw ValidationError("--rounds takes a number from 1 to 100000.") }
    }

    func run() async throws {
        let options = try detection.predictionOptions()
        let sources = try InputList([input]).sources
        guard sources.count == 1 else { throw ValidationError("bench takes one picture.") }
        let source = try await sources[0].held()
        let benchmark = try await ModelBenchmark(
            of: model.load(), on: source, options: options, rounds: rounds)
        try ReportWriter.writeOnly(BenchmarkReport(benchmark).report, as: output.format)
    }
}
