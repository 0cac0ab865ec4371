import ArgumentParser
import Vision

/// Predicts a list of inputs and writes each result as it comes.
struct PredictionRun {
    private let inputs: InputList
    private let model: VisionModel
    private let options: PredictionOptions
    private let showsTimings: Bool
    private let annotations: AnnotationFolder?
    private var writer: ReportWriter
    private var progress: ProgressBar

    /// Prepares a run.
    ///
    /// - Throws: The system's error where the folder for annotated pictures cannot be made.
    init(
        inputs: InputList, model: VisionModel, options: PredictionOptions, output: Output
    ) throws {
        self.inputs = inputs
        self.model = model
        self.options = options
        showsTimings = output.showsTimings
        annotations = try output.folder.map { try AnnotationFolder($0) }
        writer = ReportWriter(output.format)
        progress = ProgressBar(total: inputs.sources.count)
    }

    /// What is written where.
    struct Output {
        var format: OutputFormat
        /// The folder that annotated pictures go to.
        var folder: String?
        var showsTimings: Bool
    }

    /// Predicts everything.
    ///
    /// - Returns: How many inputs failed.
    mutating func perform() async throws -> Int {
        var failures = 0
        try await model.predictEach(inputs.sources, options: options) { index, result in
            let input = inputs.sources[index]
            progress.clear()
            do {
                let prediction = try result.get()
                try writer.write(PredictionReport(prediction, showsTimings: showsTimings).report)
                try await annotations?.write(prediction, of: input)
            } catch {
                failures += 1
                try report(error, of: input)
            }
            progress.update(done: index + 1)
        }
        progress.clear()
        writer.finish()
        if failures > 0, inputs.sources.count > 1 {
            Terminal.writeError("\(failures) of \(inputs.sources.count) pictures failed\n")
        }
        return failures
    }

    /// Programs get the failure in its picture's place; people read it on standard error.
    private mutating func report(_ error: any Error, of input: ImageSource) throws {
        Terminal.printError(error, about: input.name)
        if writer.format == .json || writer.format == .jsonl {
            try writer.write(PredictionReport.failure(error, imageName: input.name))
        }
    }
}
