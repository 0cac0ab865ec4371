/// An operator of a graph, as far as a summary needs it.
struct ONNXNode {
    private(set) var operation = ""
    private(set) var inputs: [String] = []
    private(set) var outputs: [String] = []

    init(_ bytes: UnsafeRawBufferPointer) throws(InferenceError) {
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() {
            switch field.number {
            case 1: inputs.append(field.value.text)
            case 2: outputs.append(field.value.text)
            case 4: operation = field.value.text
            default: break
            }
        }
    }

    /// Whether the operator goes between real numbers and a quantised tensor.
    var isAffine: Bool { operation == "QuantizeLinear" || operation == "DequantizeLinear" }

    /// The parameters of the tensor on the quantised side: an output of QuantizeLinear, an input of DequantizeLinear.
    func quantization(_ scalars: [String: Float]) -> [String: TensorQuantization] {
        guard inputs.count >= 2, let scale = scalars[inputs[1]], scale > 0, scale.isFinite,
            let tensor = operation == "QuantizeLinear" ? outputs.first : inputs.first
        else { return [:] }
        let zeroPoint = inputs.count > 2 ? scalars[inputs[2]] ?? 0 : 0
        return Int(exactly: zeroPoint).map { [tensor: TensorQuantization(scale: scale, zeroPoint: $0)] } ?? [:]
    }
}
