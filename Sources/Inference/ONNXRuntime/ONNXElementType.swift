import Diagnosis

/// ONNX's numbers for element types, the same in `ONNXTensorElementDataType` and `TensorProto.DataType`.
extension ElementType {
    /// The type with an ONNX number.
    ///
    /// - Parameters:
    ///   - number: What the engine says.
    ///   - tensor: How messages name the tensor.
    /// - Throws: ``InferenceError`` with `model-unsupported` where tensors of the type are not supported.
    init(onnx number: Int32, of tensor: String) throws(InferenceError) {
        guard let type = Self.allCases.first(where: { $0.onnxNumber == number }) else {
            throw InferenceError(
                .modelUnsupported, "\(Diagnosis.excerpt(tensor)) has an element type that is not supported",
                expected: Self.allCases.map(\.rawValue).joined(separator: ", "),
                found: Self.unsupported[number] ?? "ONNX type \(number)",
                advice: "export the model with another type, or with a Cast in front of or behind it")
        }
        self = type
    }

    /// The ONNX number of this type.
    var onnxNumber: Int32 {
        switch self {
        case .float32: 1
        case .uint8: 2
        case .int8: 3
        case .int16: 5
        case .int32: 6
        case .int64: 7
        case .string: 8
        case .bool: 9
        case .float16: 10
        case .float64: 11
        }
    }

    /// Names of ONNX's types that vision models have and this package does not.
    private static let unsupported: [Int32: String] = [
        4: "uint16", 12: "uint32", 13: "uint64", 14: "complex64", 15: "complex128", 16: "bfloat16", 17: "float8e4m3fn",
        19: "float8e5m2", 21: "uint4", 22: "int4",
    ]
}
