import ArgumentParser
import Vision

/// `apus predict`: pictures in, results out.
struct PredictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Find objects in pictures.",
        discussion: """
            Pictures are files, folders (searched with all that is below), patterns, http(s) addresses, or - for \
            standard input. One picture that cannot be read is reported and the others are done; the exit code is \
            then 1.

            Examples:
              apus predict photo.jpg
              apus predict photo.jpg --model yolov8n.onnx
              apus predict photos/ 'more/*.png' -m yolov8n.onnx --format jsonl
              apus predict https://example.com/bus.jpg -m yolov8n.onnx --classes bus
              apus predict photos/ --model yolov8n.onnx --save annotated/
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

    @Option(help: ArgumentHelp("Folder that annotated pictures are written to.", valueName: "folder"))
    var save: String?

    @Flag(help: "Show where each picture's time went; JSON always tells.")
    var showTimings = false

    func run() async throws {
        let options = try detection.predictionOptions()
        let destination = PredictionRun.Destination(format: output.format, folder: save, showsTimings: showTimings)
        let model = try await model.load()
        let inputs = InputList(inputs)
        let failures = try await Interruption.cancelling {
            var run = try PredictionRun(inputs: inputs, model: model, options: options, destination: destination)
            return try await run.perform()
        }
        guard failures == 0 else { throw ExitCode.failure }
    }
}
