/// ONNX's numbers for element types, the same in `ONNXTensorElementDataType` and `TensorProto.DataType`.
extension ElementType {
    /// The type with an ONNX number, or `nil` where tensors of it are not supported.
    init?(onnx number: Int) {
        guard let type = Self.allCases.first(where: { $0.onnxNumber == number }) else { return nil }
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
}
