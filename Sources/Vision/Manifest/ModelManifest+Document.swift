import Imaging
import Inference

extension ManifestDocument {
    /// A resolved manifest in full, to be written beside the model and edited.
    package init(_ manifest: ModelManifest) {
        self.init()
        name = manifest.name
        task = manifest.task
        decoder = manifest.family
        input = Input(manifest.input)
        output = Output(manifest.output)
        labels = manifest.labels.isEmpty ? nil : LabelList(manifest.labels)
        thresholds = ThresholdValues(
            confidence: manifest.thresholds.confidence, iou: manifest.thresholds.iou)
        licence = manifest.licence
        source = manifest.source
    }
}

extension ManifestDocument.Output {
    fileprivate init(_ specification: OutputSpecification) {
        self.init()
        boxes = specification.boxes.rawValue
        scale = specification.quantization?.scale
        zeroPoint = specification.quantization?.zeroPoint
    }
}

extension LabelList {
    /// A list where the numbers run from zero without a gap.
    fileprivate init(_ labels: Labels) {
        self = labels.list.map { .list($0) } ?? .numbered(labels.byNumber)
    }
}

extension ManifestDocument.Input {
    fileprivate init(_ specification: InputSpecification) {
        self.init()
        width = specification.size.width
        height = specification.size.height
        colors = specification.channels.rawValue
        fit = specification.fit.rawValue
        anchor = specification.anchor.rawValue
        rounding = specification.rounding.rawValue
        padding = Int(specification.padding)
        scale = specification.normalization.scale
        mean = specification.normalization.mean.list
        deviation = specification.normalization.deviation.list
    }
}

extension SIMD3<Float> {
    fileprivate var list: [Float] { [x, y, z] }
}
