import ArgumentParser
import Vision

/// `apus optimize`: a form of a model that loads faster.
struct OptimizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "optimize",
        abstract: "Prepare a model ahead of time, so that it loads faster.",
        discussion: """
            Writes the model as ONNX Runtime has it after loading, for the engine and the kind of processor of this \
            machine: <model>.<processor>.ort. It lies beside the model and is used in its place, with the same \
            results, where model, engine and processor are those that it was made for; elsewhere it is passed over, \
            and apus inspect tells why.

            Examples:
              apus optimize yolov8n.onnx
              apus optimize yolov8n.onnx --format json
            """)

    @Argument(help: "The model's file.", completion: .file(extensions: ["onnx"]))
    var model: String

    @Option(
        help: ArgumentHelp(
            "Where to write, ending in .ort; by default beside the model, where it is looked for.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Output")
    var format: FormatOption

    func run() async throws {
        let preparation = try await ModelPreparation(ofModelAt: model, at: output)
        try ReportWriter.writeOnly(PreparationReport(preparation).report, as: format.format)
    }
}
