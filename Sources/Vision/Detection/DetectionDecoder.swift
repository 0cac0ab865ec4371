import Imaging
public import Inference

/// A decoder of detectors: reads candidates; suppression, mapping and filters are the same for all of them.
public protocol DetectionDecoder: OutputDecoder {
    /// Whether the model has suppressed overlapping boxes itself.
    static var isSuppressed: Bool { get }

    /// Whether the family's own code maps boxes back with one scale for both axes, ignoring that the resized picture
    /// has whole pixels; followed only where ``PredictionOptions/isExact`` asks for the family's own numbers.
    static var mapsWithOneScale: Bool { get }

    /// Every box of at least `context.thresholds.confidence`, in pixels of the input tensor.
    ///
    /// - Throws: ``VisionError`` with `output-unexpected` where the outputs have another form than announced.
    func candidates(in outputs: InferenceOutputs, context: DecodingContext) throws -> [DetectionCandidate]
}

extension DetectionDecoder {
    /// Models that leave suppression to us are the rule.
    public static var isSuppressed: Bool { false }

    /// The exact way back is the rule.
    public static var mapsWithOneScale: Bool { false }

    /// Suppresses, maps to the original picture, filters and names what ``candidates(in:context:)`` finds.
    public func decode(_ outputs: InferenceOutputs, context: DecodingContext) throws -> Prediction.Content {
        let filter = DetectionFilter(context, toImage: mapping(context))
        let found = try candidates(in: outputs, context: context)
        let allowed = found.map { $0.scaled(by: context.boxScale) }.filter { filter.allows($0) }
        let limit = context.options.maximumDetections
        let chosen: [DetectionCandidate]
        if Self.isSuppressed {
            chosen = allowed.orderByDescendingScore().prefix(limit).map { allowed[$0] }
        } else {
            let suppress = NonMaxSuppression(
                threshold: context.thresholds.iou, isClassAgnostic: context.options.isClassAgnostic, limit: limit)
            chosen = suppress(allowed)
        }
        return .detections(chosen.compactMap { filter.detection($0) })
    }
}

extension DetectionDecoder {
    /// The way from pixels of the tensor to pixels of the original.
    private func mapping(_ context: DecodingContext) -> (Box) -> Box {
        let followsFamily = context.options.isExact && Self.mapsWithOneScale && context.input.fit == .letterbox
        guard followsFamily else { return { context.placement.toImage($0) } }
        let mapping = OneScaleMapping(context.imageSize, in: context.input)
        return { mapping.toImage($0) }
    }
}

/// The caller's filters, and the way from the tensor to the original picture.
private struct DetectionFilter {
    let context: DecodingContext
    /// The allowed classes' numbers; `nil` allows all.
    let classes: Set<Int>?
    let toImage: (Box) -> Box

    init(_ context: DecodingContext, toImage: @escaping (Box) -> Box) {
        self.context = context
        self.toImage = toImage
        classes = context.options.classes.map { context.labels.numbers(of: $0) }
    }

    /// Whether a candidate is of an allowed class and size; a box that is no number at all is never allowed.
    func allows(_ candidate: DetectionCandidate) -> Bool {
        let box = candidate.box
        guard (box.xMin + box.yMin + box.xMax + box.yMax + candidate.score).isFinite else { return false }
        guard classes?.contains(candidate.classID) ?? true else { return false }
        return context.options.area == 0...(.infinity) || context.options.area ~= placed(candidate).area
    }

    /// The candidate in the original picture, or `nil` where nothing of it lies within.
    func detection(_ candidate: DetectionCandidate) -> Detection? {
        let box = placed(candidate)
        guard box.area > 0 else { return nil }
        return Detection(
            label: context.labels[candidate.classID], classID: candidate.classID, confidence: candidate.score,
            box: box, imageSize: context.imageSize)
    }

    private func placed(_ candidate: DetectionCandidate) -> Box {
        toImage(candidate.box).clipped(to: context.imageSize)
    }
}
