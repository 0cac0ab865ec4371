import ArgumentParser
import Vision

/// `apus inspect`: what a model is and how it would be used.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a model is, what it takes and gives, and how it would be used.",
        discussion: """
            Every fact is shown with where it comes from: a manifest beside the model, the model's own metadata, its \
            shapes, or a default. --write puts the manifest into a file to be edited.

            Examples:
              apus inspect yolov8n.onnx
              apus inspect yolov8n.onnx --write
              apus inspect yolov8n.onnx --format json
            """)

    @Argument(help: "The model's file.", completion: .file(extensions: ["onnx"]))
    var model: String

    @OptionGroup(title: "Output")
    var output: FormatOption

    @Flag(help: "Write the manifest beside the model, as <model>.apus.json.")
    var write = false

    func run() async throws {
        let inspection = try await ModelInspection(path: model)
        try ReportWriter.writeOnly(InspectionReport(inspection).report, as: output.format)
        if write {
            let path = try await inspection.writeManifest()
            Terminal.writeError("wrote \(path)\n")
        }
    }
}
