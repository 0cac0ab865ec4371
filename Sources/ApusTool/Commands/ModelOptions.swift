import ArgumentParser
import Diagnosis
import Inference
import Vision

/// Which model, and how it runs.
struct ModelOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The model's file (.onnx), or a folder with one; by default the model that came with apus.",
            valueName: "file"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Threads that compute one operator; by default one for each physical core.", valueName: "count"))
    var threads: Int?

    func validate() throws {
        if let threads, !(1...1_024 ~= threads) { throw ValidationError("--threads takes a number from 1 to 1024.") }
    }

    /// Whether nothing was said about the model.
    var isUntouched: Bool { model == nil && threads == nil }

    /// Loads the model; one that nobody named is told on standard error.
    ///
    /// - Throws: `VisionError` with advice where there is no model; what loading throws.
    func load() async throws -> VisionModel {
        ONNXEnvironment.preload()
        let location = try ModelLocation.find(named: model)
        if location.origin != .named { Terminal.writeError("using the model \(Diagnosis.excerpt(location.path))\n") }
        var configuration = VisionModel.Configuration()
        configuration.session.threads = threads
        return try await VisionModel(contentsOf: location.path, configuration: configuration)
    }
}
