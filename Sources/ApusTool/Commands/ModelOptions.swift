import ArgumentParser
import Inference
import Vision

/// Which model, and how it runs.
struct ModelOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The model's file (.onnx); a manifest beside it is read as well.", valueName: "file"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Threads that compute one operator; by default one for each physical core.", valueName: "count"))
    var threads: Int?

    func validate() throws {
        if let threads, !(1...1_024 ~= threads) { throw ValidationError("--threads takes a number from 1 to 1024.") }
    }

    /// Loads the model.
    ///
    /// - Throws: `VisionError` with advice where no model is named; what loading throws.
    func load() async throws -> VisionModel {
        guard let model else {
            throw VisionError(
                .modelUnknown, "no model is named", expected: "--model with an ONNX file",
                advice: "apus predict photo.jpg --model yolov8n.onnx "
                    + "(export one: yolo export model=yolov8n.pt format=onnx)")
        }
        var configuration = VisionModel.Configuration()
        configuration.session.threads = threads
        return try await VisionModel(contentsOf: model, configuration: configuration)
    }
}
