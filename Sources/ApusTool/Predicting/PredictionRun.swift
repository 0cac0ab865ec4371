import Vision

/// Predicts a list of inputs and writes each result as it comes.
struct PredictionRun {
    private let pictures: [InputPicture]
    private let model: VisionModel
    private let options: PredictionOptions
    private let showsTimings: Bool
    private let annotations: AnnotationFolder?
    private var writer: ReportWriter
    private var progress: ProgressBar

    /// What is written where.
    struct Destination {
        var format: OutputFormat
        /// The folder that annotated pictures go to.
        var folder: String?
        var showsTimings: Bool
    }

    /// Prepares a run.
    ///
    /// - Throws: `ToolError` or the system's error where the folder for annotated pictures does not serve.
    init(inputs: InputList, model: VisionModel, options: PredictionOptions, destination: Destination) throws {
        pictures = inputs.pictures
        self.model = model
        self.options = options
        showsTimings = destination.showsTimings
        annotations = try destination.folder.map { try AnnotationFolder($0, of: inputs.pictures) }
        writer = ReportWriter(destination.format)
        progress = ProgressBar(total: inputs.pictures.count)
    }

    /// Predicts everything.
    ///
    /// - Returns: How many inputs failed.
    /// - Throws: `ToolError` where results cannot be written, `CancellationError` where the run was cancelled.
    mutating func perform() async throws -> Int {
        var failures = 0
        defer { progress.clear() }
        try await model.predictEach(pictures.map(\.source), options: options) { index, result in
            // What a cancelled run says of its last picture is not the picture's fault.
            try Task.checkCancellation()
            progress.clear()
            if try await !finish(result, of: pictures[index]) { failures += 1 }
            await pictures[index].source.forget()
            progress.update(done: index + 1)
        }
        progress.clear()
        try writer.finish()
        if failures > 0, pictures.count > 1 {
            Terminal.writeError("\(failures) of \(pictures.count) pictures failed\n")
        }
        return failures
    }

    /// Writes a picture's result, and saves the picture.
    ///
    /// - Returns: Whether all of it succeeded.
    private mutating func finish(
        _ result: Result<Prediction, any Error>, of picture: InputPicture
    ) async throws -> Bool {
        let prediction: Prediction
        do {
            prediction = try result.get()
        } catch {
            Terminal.printError(error, about: picture.name)
            // Programs get the failure in its picture's place.
            if writer.format != .text { try writer.write(PredictionReport.failure(error, imageName: picture.name)) }
            return false
        }
        try writer.write(PredictionReport(prediction, showsTimings: showsTimings).report)
        do {
            try await annotations?.write(prediction, of: picture)
        } catch {
            Terminal.printError(error, about: picture.name)
            return false
        }
        return true
    }
}
