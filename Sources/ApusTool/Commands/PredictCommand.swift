import ArgumentParser
import Vision

/// `apus predict`: pictures in, results out.
struct PredictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Find objects in pictures.",
        discussion: """
            Pictures are files, folders (searched with all that is below), patterns, http(s) addresses, or - for
            standard input. One picture that cannot be read is reported and the others are done; the exit code is
            then 1.

            Examples:
              apus predict photo.jpg --model yolov8n.onnx
              apus predict photos/ 'more/*.png' --model yolov8n.onnx --format jsonl > results.jsonl
              apus predict https://example.com/bus.jpg --model yolov8n.onnx --classes person,bus --save annotated/
              cat photo.jpg | apus predict - --model yolov8n.onnx --format json
            """)

    @Argument(help: "Files, folders, patterns, http(s) addresses, or - for standard input.")
    var inputs: [String]

    @OptionGroup(title: "Model")
    var model: ModelOptions

    @OptionGroup(title: "Results")
    var detection: DetectionOptions

    @OptionGroup(title: "Output")
    var output: FormatOption

    @Option(help: "Folder that annotated pictures are written to.")
    var save: String?

    @Flag(help: "Show where each picture's time went.")
    var showTimings = false

    func run() async throws {
        let options = try detection.predictionOptions()
        let inputs = try InputList(inputs)
        let model = try await model.load()
        var run = try PredictionRun(
            inputs: inputs, model: model, options: options,
            output: .init(format: output.format, folder: save, showsTimings: showTimings))
        guard try await run.perform() == 0 else { throw ExitCode.failure }
    }
}
