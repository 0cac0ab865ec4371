import ArgumentParser
import Diagnosis
import Inference
import Packaging

/// What is packaged.
struct PackageOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The model's file (.onnx), or a folder with one and all that belongs to it.", valueName: "file"),
        completion: .file(extensions: ["onnx"]))
    var model: String?

    @Option(help: "The processor: x86_64 or arm64; by default this machine's.")
    var arch = Processor.current

    @Option(help: ArgumentHelp("The function's program; by default apus-function beside apus.", valueName: "file"))
    var function: String?

    @Option(help: ArgumentHelp("ONNX Runtime's library; by default the one that apus itself uses.", valueName: "file"))
    var engine: String?

    /// Names the parts; those that nobody named are where apus is.
    ///
    /// - Throws: `InferenceError` with `engine-not-found`, `PackagingError` where there is no function.
    func request() throws -> PackageRequest {
        let own = Folder.executable ?? ""
        let function = function ?? "\(Folder.parent(of: own))/apus-function"
        guard (try? SourceFile(function)) != nil else {
            throw PackagingError(
                .fileUnreadable, "\(Diagnosis.excerpt(function)) is not there", expected: "the function's program",
                advice: "build it: swift build -c release --product apus-function; or name it with --function")
        }
        var request = PackageRequest(
            function: function, engine: try engine ?? RuntimeLibrary.onnxRuntime.locate(), model: model)
        request.processor = arch
        request.licenses = (Folder.ancestors(of: function) + Folder.ancestors(of: own))
            .map { "\($0)/licenses" }.first { Folder.names(in: $0).contains("apus") }
        return request
    }
}

extension Processor: ExpressibleByArgument {}
