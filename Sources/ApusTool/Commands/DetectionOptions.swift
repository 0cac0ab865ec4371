import ArgumentParser
import Vision

/// What counts as a result.
struct DetectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Lowest score that is reported, 0 to 1; by default the manifest's, else 0.25.", valueName: "score"))
    var confidence: Float?

    @Option(
        help: ArgumentHelp(
            "Overlap above which the weaker of two boxes is dropped, 0 to 1; by default the manifest's, else 0.45.",
            valueName: "share"))
    var iou: Float?

    @Option(help: ArgumentHelp("The most objects reported for one picture.", valueName: "count"))
    var maxDetections = 300

    @Option(help: ArgumentHelp("Only these classes, by name or number: person,bus.", valueName: "list"))
    var classes: String?

    @Flag(help: "Boxes of different classes suppress each other too.")
    var agnostic = false

    @Option(help: ArgumentHelp("Smallest area of a reported box, in pixels; by default any.", valueName: "pixels"))
    var minArea: Float?

    @Option(help: ArgumentHelp("Largest area of a reported box, in pixels; by default any.", valueName: "pixels"))
    var maxArea: Float?

    @Flag(help: "Decode in full and resize as OpenCV does, to compare with other pipelines.")
    var exact = false

    func validate() throws {
        do {
            _ = try predictionOptions()
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// The options as the library takes them.
    ///
    /// - Throws: `VisionError` with `option-invalid`.
    func predictionOptions() throws(VisionError) -> PredictionOptions {
        let area = try area
        let classNames = try classNames
        return try PredictionOptions { values in
            values.confidence = confidence
            values.iou = iou
            values.maximumDetections = maxDetections
            values.classes = classNames
            values.isClassAgnostic = agnostic
            values.area = area
            values.isExact = exact
        }
    }

    private var area: ClosedRange<Float> {
        get throws(VisionError) {
            let (smallest, largest) = (minArea ?? 0, maxArea ?? .infinity)
            guard smallest <= largest else {
                throw VisionError(
                    .optionInvalid, "no box fits the areas", expected: "--min-area up to --max-area",
                    found: "\(smallest) and \(largest)")
            }
            return smallest...largest
        }
    }

    private var classNames: Set<String>? {
        get throws(VisionError) {
            guard let classes else { return nil }
            let names = classes.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }.filter {
                !$0.isEmpty
            }
            guard !names.isEmpty else {
                throw VisionError(.optionInvalid, "--classes names no class", expected: "names or numbers: person,bus")
            }
            return Set(names)
        }
    }
}
