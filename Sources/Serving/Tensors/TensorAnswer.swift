import Inference
import JSONText

/// A model's outputs as the Open Inference Protocol writes them.
struct TensorAnswer {
    /// The request's own id, which comes back.
    var id: String?
    /// The model's name.
    var model: String
    /// The outputs.
    var outputs: InferenceOutputs

    /// The answer as JSON.
    ///
    /// - Throws: `InferenceError` with `tensor-mismatch` for outputs that are no tensors.
    func json() throws -> [UInt8] {
        var writer = JSONWriter()
        try writer.object { writer in
            writer.member("model_name", model)
            if let id { writer.member("id", id) }
            writer.key("outputs")
            try writer.array { writer in
                for (name, value) in zip(outputs.names, outputs.values) {
                    try write(value.tensor(), name: name, to: &writer)
                }
            }
        }
        return writer.bytes
    }

    private func write(_ tensor: Tensor, name: String, to writer: inout JSONWriter) throws {
        try writer.object { writer in
            writer.member("name", name)
            // Half precision has no JSON form; it is given as the single precision numbers that it stands for.
            writer.member("datatype", (tensor.elementType == .float16 ? .float32 : tensor.elementType).protocolName)
            writer.key("shape")
            writer.array { writer in
                for side in tensor.shape.dimensions { writer.value(side) }
            }
            writer.key("data")
            try writer.array { writer in try writeElements(of: tensor, to: &writer) }
        }
    }

    private func writeElements(of tensor: Tensor, to writer: inout JSONWriter) throws {
        switch tensor.elementType {
        case .string: for text in try tensor.strings() { writer.value(text) }
        case .bool: for truth in try tensor.elements(of: Bool.self) { writer.value(truth) }
        case .int64: for number in try tensor.elements(of: Int64.self) { writer.value(number) }
        case .float64: for number in try tensor.elements(of: Double.self) { writer.value(number) }
        case .int32: for number in try tensor.elements(of: Int32.self) { writer.value(Int(number)) }
        case .int16: for number in try tensor.elements(of: Int16.self) { writer.value(Int(number)) }
        case .int8: for number in try tensor.elements(of: Int8.self) { writer.value(Int(number)) }
        case .uint8: for number in try tensor.elements(of: UInt8.self) { writer.value(Int(number)) }
        case .float32: for number in try tensor.elements(of: Float.self) { writer.value(number) }
        case .float16: for half in try tensor.elements(of: HalfBits.self) { writer.value(Float(half)) }
        }
    }
}
