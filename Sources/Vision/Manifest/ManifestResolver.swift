import Diagnosis
import Imaging
import Inference

/// Finds out all that a model needs to be used: sidecar first, then metadata, then shapes; remembers where each fact
/// came from.
struct ManifestResolver {
    let registry: DecoderRegistry

    /// A manifest together with the decoder that it names, ready for the model.
    struct Resolution {
        let manifest: ModelManifest
        let decoder: any OutputDecoder
        let image: ImageInput
    }

    /// Resolves a model.
    ///
    /// - Parameters:
    ///   - session: The loaded model.
    ///   - sidecar: What the file beside it says, where there is one.
    ///   - name: The model's name where nobody gives another.
    /// - Returns: The manifest, and the decoder and input that it names.
    /// - Throws: ``VisionError`` that says what is missing or contradictory, and how to say it.
    func resolve(
        _ session: any InferenceSession, sidecar: ManifestDocument?, name: String
    ) throws(VisionError) -> Resolution {
        let ultralytics = UltralyticsMetadata(session.metadata)
        let embedded = try embeddedDocument(session.metadata)
        let layers = DocumentLayers(sidecar: sidecar, metadata: embedded)
        var facts = FactRecorder()
        try refuseOtherTasks(ultralytics)
        let preferredSize = layers.preferredSize ?? ultralytics.imageSize
        let image = try ImageInput(among: session.inputs, preferredSize: preferredSize)
        let output = try OutputResolver(layers: layers).resolve(&facts)
        let signature = ModelSignature(
            inputs: session.inputs, outputs: session.outputs.map { $0.quantized(output.quantization) },
            metadata: session.metadata, image: image)
        let decoder = try chooseDecoder(signature, layers, &facts)
        let instance = try decoder.type.init(signature)
        let input = try InputResolver(image: image, layers: layers, preferredSize: ultralytics.imageSize)
            .resolve(prepare: instance.prepare, &facts)
        let manifest = ModelManifest(
            name: layers.value(\.name)?.value ?? name,
            task: .detection,
            family: decoder.family,
            input: input,
            output: output,
            labels: labels(layers, ultralytics, classCount: instance.classCount, &facts),
            thresholds: try thresholds(layers, &facts),
            licence: layers.value(\.licence)?.value ?? ultralytics.licence,
            source: layers.value(\.source)?.value,
            facts: facts.facts)
        return Resolution(manifest: manifest, decoder: instance, image: image)
    }

    /// A manifest that somebody put into the model under our own key.
    private func embeddedDocument(_ metadata: [String: String]) throws(VisionError) -> ManifestDocument? {
        guard let text = metadata["apus.manifest"] else { return nil }
        return try ManifestFile.parse(text, name: "in the model's metadata")
    }

    private func refuseOtherTasks(_ metadata: UltralyticsMetadata) throws(VisionError) {
        guard let task = metadata.task, task != "detect" else { return }
        throw VisionError(
            .taskUnsupported, "the model's task is not supported", expected: "a detector", found: "task \(task)")
    }

    private func chooseDecoder(
        _ signature: ModelSignature, _ layers: DocumentLayers, _ facts: inout FactRecorder
    ) throws(VisionError) -> (type: any OutputDecoder.Type, family: String) {
        facts.add("task", VisionTask.detection.rawValue, layers.value(\.task)?.origin ?? .shapes)
        if let named = layers.value(\.decoder) {
            facts.add("decoder", named.value, named.origin)
            return (try registry.decoder(ofFamily: named.value), named.value)
        }
        let found = try registry.decoder(for: signature)
        let family = found.decoder.families[0]
        let origin: ManifestFact.Origin = found.match.strength == .metadata ? .metadata : .shapes
        facts.add("decoder", family, origin, reason: found.match.reason)
        return (found.decoder, family)
    }

    private func labels(
        _ layers: DocumentLayers, _ ultralytics: UltralyticsMetadata, classCount: Int?, _ facts: inout FactRecorder
    ) -> Labels {
        let (labels, origin, reason): (Labels, ManifestFact.Origin, String?) =
            if let named = layers.value(\.labels) {
                (named.value.labels, named.origin, nil)
            } else if let names = ultralytics.names {
                (names, .metadata, nil)
            } else if classCount == Labels.coco.count {
                (.coco, .defaults, "80 classes are taken for COCO's")
            } else {
                (.none, .defaults, "nothing names the classes")
            }
        facts.add("labels", "\(labels.count) names", origin, reason: reason)
        return labels
    }

    private func thresholds(_ layers: DocumentLayers, _ facts: inout FactRecorder) throws(VisionError) -> Thresholds {
        var thresholds = Thresholds()
        let confidence = layers.value(\.thresholds?.confidence)
        let iou = layers.value(\.thresholds?.iou)
        thresholds.confidence = confidence?.value ?? thresholds.confidence
        thresholds.iou = iou?.value ?? thresholds.iou
        for (key, value) in [("confidence", thresholds.confidence), ("iou", thresholds.iou)] {
            guard 0...1 ~= value else {
                throw VisionError(
                    .manifestInvalid, "the manifest's thresholds.\(key) is out of range", expected: "0 to 1",
                    found: "\(value)")
            }
        }
        facts.add("thresholds.confidence", "\(thresholds.confidence)", confidence?.origin ?? .defaults)
        facts.add("thresholds.iou", "\(thresholds.iou)", iou?.origin ?? .defaults)
        return thresholds
    }
}

/// What documents say, the sidecar before the model's own.
struct DocumentLayers {
    let sidecar: ManifestDocument?
    let metadata: ManifestDocument?

    /// A value, and which document says it.
    func value<Value>(
        _ part: (ManifestDocument) -> Value?
    ) -> (value: Value, origin: ManifestFact.Origin)? {
        if let value = sidecar.flatMap(part) { return (value, .sidecar) }
        if let value = metadata.flatMap(part) { return (value, .metadata) }
        return nil
    }

    /// The size that fills open dimensions.
    var preferredSize: ImageSize? {
        guard let width = value(\.input?.width)?.value, let height = value(\.input?.height)?.value,
            1...16_384 ~= width, 1...16_384 ~= height
        else { return nil }
        return ImageSize(width: width, height: height)
    }
}

/// Collects facts in the order in which they are decided.
struct FactRecorder {
    private(set) var facts: [ManifestFact] = []

    mutating func add(_ key: String, _ value: String, _ origin: ManifestFact.Origin, reason: String? = nil) {
        facts.append(ManifestFact(key: key, value: Diagnosis.excerpt(value), origin: origin, reason: reason))
    }
}
