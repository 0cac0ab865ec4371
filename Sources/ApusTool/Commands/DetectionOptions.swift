import ArgumentParser
import Vision

/// What counts as a result.
struct DetectionOptions: ParsableArguments {
    @Option(help: "Lowest score that is reported, 0 to 1; by default the manifest's, else 0.25.")
    var confidence: Float?

    @Option(help: "Overlap above which the weaker of two boxes is dropped, 0 to 1; by default the manifest's, else 0.45.")
    var iou: Float?

    @Option(help: "The most objects reported for one picture.")
    var maxDetections = 300

    @Option(help: "Only these classes, by name or number: person,bus.")
    var classes: String?

    @Flag(help: "Boxes of different classes suppress each other too.")
    var agnostic = false

    @Option(help: "Smallest area of a reported box, in pixels.")
    var minArea: Float = 0

    @Option(help: "Largest area of a reported box, in pixels.")
    var maxArea: Float = .infinity

    @Flag(help: "Decode in full and resize as OpenCV does, to compare with other pipelines.")
    var exact = false

    /// The options as the library takes them.
    ///
    /// - Throws: `VisionError` with `option-invalid`.
    func predictionOptions() throws -> PredictionOptions {
        guard minArea <= maxArea else { throw ValidationError("--min-area is above --max-area.") }
        return try PredictionOptions { values in
            values.confidence = confidence
            values.iou = iou
            values.maximumDetections = maxDetections
            values.classes = classes.map { Set($0.split(separator: ",").map(String.init)) }
            values.isClassAgnostic = agnostic
            values.area = minArea...maxArea
            values.isExact = exact
        }
    }
}
