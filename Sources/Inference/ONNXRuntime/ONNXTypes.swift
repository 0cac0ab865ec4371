import CInference

/// What kind of value the engine speaks of (`ONNXType`).
enum ONNXKind {
    case tensor
    case sequence
    case map

    init(number: Int32) throws(InferenceError) {
        switch number {
        case 1: self = .tensor
        case 2: self = .sequence
        case 3: self = .map
        default:
            throw InferenceError(
                .modelUnsupported, "the model has an input or output of a kind that is not supported",
                expected: "tensors, sequences or maps", found: "ONNX value kind \(number)")
        }
    }
}

/// Element type and dimensions of a tensor, as the engine tells them; open dimensions are −1.
struct ONNXTensorLayout {
    var typeNumber: Int
    var dimensions: [Int]
    var dimensionNames: [String]

    var elementType: ElementType? { ElementType(onnx: typeNumber) }
}

extension ONNXRuntimeAPI {
    /// Reads a tensor's element type and dimensions.
    func tensorLayout(_ info: OpaquePointer) throws(InferenceError) -> ONNXTensorLayout {
        let type = try value(Int32(0)) { ort_tensor_element_type(table, info, $0) }
        let rank = try value(0) { ort_tensor_rank(table, info, $0) }
        var dimensions = [Int64](repeating: 0, count: rank)
        try check(ort_tensor_dimensions(table, info, &dimensions, rank))
        var names = [UnsafePointer<CChar>?](repeating: nil, count: rank)
        try check(ort_tensor_dimension_names(table, info, &names, rank))
        return ONNXTensorLayout(
            typeNumber: Int(type), dimensions: dimensions.map(Int.init),
            dimensionNames: names.map { name in name.map { String(cString: $0) } ?? "" })
    }

    /// Describes an input or output from its type.
    func describe(_ info: OpaquePointer, name: String) throws(InferenceError) -> ValueDescription {
        switch try ONNXKind(number: value(0) { ort_kind(table, info, $0) }) {
        case .tensor: return .tensor(try describeTensor(info, name: name))
        case .sequence: return .sequence(name: name, of: try describeElement(of: info, name: name))
        case .map:
            let map = try create { ort_as_map_info(table, info, $0) }
            let key = try value(Int32(0)) { ort_map_key_type(table, map, $0) }
            let type = try ONNXHandle(self, release: ort_release_type_info) { ort_map_value_type(table, map, $0) }
            return .map(
                name: name, key: ElementType(onnx: Int(key)) ?? .int64, value: try describe(type.pointer, name: name))
        }
    }

    private func describeElement(of info: OpaquePointer, name: String) throws(InferenceError) -> ValueDescription {
        let sequence = try create { ort_as_sequence_info(table, info, $0) }
        let type = try ONNXHandle(self, release: ort_release_type_info) {
            ort_sequence_element_type(table, sequence, $0)
        }
        return try describe(type.pointer, name: name)
    }

    private func describeTensor(_ info: OpaquePointer, name: String) throws(InferenceError) -> TensorDescription {
        let layout = try tensorLayout(create { ort_as_tensor_info(table, info, $0) })
        guard let elementType = layout.elementType else {
            throw InferenceError(
                .modelUnsupported, "\(name) has an element type that is not supported",
                found: "ONNX type \(layout.typeNumber)")
        }
        let dimensions = zip(layout.dimensions, layout.dimensionNames).map { length, name in
            length < 0 ? TensorDescription.Dimension.dynamic(name) : .fixed(length)
        }
        return TensorDescription(name: name, elementType: elementType, dimensions: dimensions)
    }
}
