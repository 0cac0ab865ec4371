import ArgumentParser
import Packaging

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `apus package`: a function with its model, as Lambda takes it.
struct PackageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package",
        abstract: "Put function, engine and model into one package that is known to start.",
        usage: "apus package [--model <file>] [--kind <kind>] [<options>]",
        discussion: """
            Makes a zip archive, a zip archive with layers, or a container image, and says what it weighs against \
            Lambda's limits. Before a file appears, the package is checked against the versions of the libraries of \
            Amazon Linux 2023, and started in a root of its own, where it has to answer an event. Without --model the \
            function fetches its model when it starts, from where MODEL_PATH says.

            Examples:
              apus package --model yolov8n.onnx
              apus package --model yolov8n.onnx --dry-run
              apus package --model yolov8n.onnx --kind layer --output build/detector
              apus package --model yolov8n.onnx --kind image --output detector.tar
            """)

    @OptionGroup(title: "What goes into it")
    var parts: PackageOptions

    @Option(help: "The form: zip, layer or image; by default zip, and image where a zip archive would be too large.")
    var kind: PackageKind?

    @Option(
        help: ArgumentHelp(
            "Where to write; a file, or a folder for <model>.zip or <model>.tar; by default the working folder. Names of layers are made of "
                + "it: <output>-function.zip, <output>-engine.zip, <output>-model.zip.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Do everything but write the files.")
    var dryRun = false

    @Flag(inversion: .prefixedNo, help: "Start the package and have it answer an event.")
    var trial = true

    @OptionGroup(title: "Output")
    var format: FormatOption

    func validate() throws {
        guard output?.isEmpty != true else { throw ValidationError("--output takes a name.") }
    }

    func run() async throws {
        let contents = try PackageContents(parts.request())
        StartNote.write(about: contents)
        let plan = try PackagePlan(contents, kind: kind)
        let name = "\(contents.modelName ?? "function").\(plan.kind == .image ? "tar" : "zip")"
        let (place, isTried, isKept) = (place(of: name), trial, !dryRun)
        let build = try await Interruption.cancelling {
            try await plan.build(at: place, isTried: isTried, isKept: isKept)
        }
        try ReportWriter.writeOnly(PackageReport(build, isDryRun: dryRun).report, as: format.format)
    }

    /// Where to write: the file that is named, or one of the default name in the folder that is.
    private func place(of name: String) -> String {
        guard let output else { return name }
        let isFolder =
            (try? FileManager.default.attributesOfItem(atPath: output)[.type] as? FileAttributeType)
            .map { $0 == .typeDirectory } ?? false
        guard isFolder || output.hasSuffix("/") else { return output }
        return output.hasSuffix("/") ? output + name : "\(output)/\(name)"
    }
}

extension PackageKind: ExpressibleByArgument {}
