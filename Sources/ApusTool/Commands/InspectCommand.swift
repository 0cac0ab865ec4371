import ArgumentParser
import Packaging
import Vision

/// `apus inspect`: what a model is and how it would be used, or what a package holds.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a model is, what it takes and gives, and how it would be used; or what a package holds.",
        discussion: """
            Every fact is shown with where it comes from: a manifest beside the model, the model's own metadata, its \
            shapes, or a default. --write puts the manifest into a file to be edited. --cold starts fresh processes \
            instead and shows where the time until the first answer goes, with and without the form that apus \
            optimize makes; the files are in memory already, as the measurement itself reads them.

            Of a package (.zip, .tar), one's own or another's, it shows parts, sizes and the largest files.

            Examples:
              apus inspect yolov8n.onnx
              apus inspect yolov8n.onnx --write
              apus inspect yolov8n.onnx --cold photo.jpg
              apus inspect yolov8n.onnx --format json
              apus inspect yolov8n.zip
            """)

    @Argument(help: "The model's file, or a package's.", completion: .file(extensions: ["onnx", "zip", "tar"]))
    var model: String

    @Argument(help: "With --cold: the picture's file; by default a plain gray one.")
    var picture: String?

    @OptionGroup(title: "Output")
    var output: FormatOption

    @Flag(help: "Write the manifest beside the model, as <model>.apus.json.")
    var write = false

    @Flag(help: "Measure a cold start, part by part.")
    var cold = false

    func validate() throws {
        if picture != nil, !cold { throw ValidationError("A picture is for --cold only.") }
        if PackageInspection.canRead(model), write || cold {
            throw ValidationError("--write and --cold are for models.")
        }
        if write, cold { throw ValidationError("--write and --cold exclude each other.") }
    }

    func run() async throws {
        guard !cold else {
            let series = try ColdStartSeries(ofModelAt: model, picture: picture)
            return try ReportWriter.writeOnly(ColdStartReport(series).report, as: output.format)
        }
        guard !PackageInspection.canRead(model) else {
            let inspection = try PackageInspection(path: model)
            return try ReportWriter.writeOnly(PackageInspectionReport(inspection).report, as: output.format)
        }
        let inspection = try await ModelInspection(path: model)
        try ReportWriter.writeOnly(InspectionReport(inspection).report, as: output.format)
        if write {
            let path = try await inspection.writeManifest()
            Terminal.writeError("wrote \(path)\n")
        }
    }
}
