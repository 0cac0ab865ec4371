import Inference

/// Settles how the outputs' numbers are to be taken: pixels and no arithmetic, unless a document says otherwise.
struct OutputResolver {
    let layers: DocumentLayers

    func resolve(_ facts: inout FactRecorder) throws(VisionError) -> OutputSpecification {
        var output = OutputSpecification()
        if let said = layers.value(\.output?.boxes) {
            guard let unit = BoxUnit(rawValue: said.value) else {
                throw VisionError(
                    .manifestInvalid, "the manifest's output.boxes is not one that is known",
                    expected: BoxUnit.allCases.map(\.rawValue).joined(separator: ", "), found: said.value)
            }
            output.boxes = unit
            facts.add("output.boxes", unit.rawValue, said.origin)
        }
        if let scale = layers.value(\.output?.scale) {
            guard scale.value > 0, scale.value.isFinite else {
                throw VisionError(
                    .manifestInvalid, "the manifest's output.scale is out of range", expected: "a number above 0",
                    found: "\(scale.value)")
            }
            let zeroPoint = layers.value(\.output?.zeroPoint)?.value ?? 0
            output.quantization = TensorQuantization(scale: scale.value, zeroPoint: zeroPoint)
            facts.add("output.scale", "\(scale.value), zero point \(zeroPoint)", scale.origin)
        }
        return output
    }
}

extension ValueDescription {
    /// The description with parameters that a document gave, where the model has none of its own.
    func quantized(_ quantization: TensorQuantization?) -> ValueDescription {
        guard case .tensor(let tensor) = self, tensor.quantization == nil, let quantization else { return self }
        return .tensor(
            TensorDescription(
                name: tensor.name, elementType: tensor.elementType, dimensions: tensor.dimensions,
                quantization: quantization))
    }
}
