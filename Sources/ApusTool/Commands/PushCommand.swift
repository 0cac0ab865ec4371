import ArgumentParser
import Packaging
import Registry

/// `apus push`: an image into a registry.
struct PushCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Push an image to a registry, without Docker.",
        usage: "apus push <name> (--archive <file> | --model <file>) [<options>]",
        discussion: """
            Sends what the registry does not have, and prints the image's name with its digest: what a Lambda function \
            or a service is to be made of. A connection that breaks is taken up where it stopped.

            Credentials: for ECR those of AWS, from the places where its own tools look; for others what docker login \
            wrote, credential helpers included. A registry on this machine is spoken to in the clear.

            Examples:
              apus package --model yolov8n.onnx --kind image --output detector.tar
              apus push 123456789012.dkr.ecr.eu-central-1.amazonaws.com/detector:v1 \\
                --archive detector.tar
              apus push ghcr.io/me/detector:v1 --model yolov8n.onnx
              apus push localhost:5000/detector:v1 --archive detector.tar --dry-run
            """)

    @Argument(help: ArgumentHelp("The image's name: host/repository:tag.", valueName: "name"))
    var reference: String

    @Option(
        help: ArgumentHelp(
            "The image's archive, of apus package, skopeo, podman or docker; otherwise an image is made as apus package "
                + "makes it.", valueName: "file"),
        completion: .file(extensions: ["tar"]))
    var archive: String?

    @OptionGroup(title: "What goes into an image that is made")
    var parts: PackageOptions

    @Option(
        help: ArgumentHelp(
            "Another repository of the same registry; what it has is not sent again.", valueName: "repository"))
    var mountFrom: String?

    @Flag(help: "Only say what would be sent.")
    var dryRun = false

    @Flag(help: "Speak to the registry in the clear, though it is not on this machine.")
    var insecure = false

    @OptionGroup(title: "Output")
    var output: FormatOption

    func validate() throws {
        if (archive == nil) == (parts.model == nil) {
            throw ValidationError("Name the image's archive with --archive, or a model with --model.")
        }
    }

    func run() async throws {
        var options = RegistryClient.Options()
        options.isInsecureAllowed = insecure
        let name = try ImageReference(reference)
        let image = try await PushedImage.open(archive, or: parts)
        let push = try ImagePush(image, to: name, mountingFrom: mountFrom, options: options)
        let plan = try await push.plan()
        guard !dryRun else { return try ReportWriter.writeOnly(PushReport(plan).report, as: output.format) }
        let bar = PushBar(plan)
        let outcome = try await Interruption.cancelling {
            try await push.execute(plan) { bar.note($0) }
        }
        bar.finish()
        let done = PushOutcomeReport(outcome)
        Terminal.writeError(done.summary + "\n")
        switch output.format {
        case .text: try Terminal.write(done.name + "\n")
        default: try ReportWriter.writeOnly(done.report, as: output.format)
        }
    }
}
