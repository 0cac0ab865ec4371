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
    let typeNumber: Int32
    let dimensions: [Int]
}

extension ONNXRuntimeAPI {
    /// Reads a tensor's element type and dimensions.
    func tensorLayout(_ info: OpaquePointer) throws(InferenceError) -> ONNXTensorLayout {
        let type = try value(Int32(0)) { ort_tensor_element_type(table, info, $0) }
        let rank = try value(0) { ort_tensor_rank(table, info, $0) }
        var dimensions = [Int64](repeating: 0, count: rank)
        try check(ort_tensor_dimensions(table, info, &dimensions, rank))
        return ONNXTensorLayout(typeNumber: type, dimensions: dimensions.map(Int.init))
    }

    /// Describes an input or output from its type.
    func describe(_ info: OpaquePointer, name: String) throws(InferenceError) -> ValueDescription {
        switch try ONNXKind(number: value(0) { ort_kind(table, info, $0) }) {
        case .tensor: return .tensor(try describeTensor(info, name: name))
        case .sequence:
            let sequence = try create { ort_as_sequence_info(table, info, $0) }
            let element = try ONNXHandle(self, release: ort_release_type_info) {
                ort_sequence_element_type(table, sequence, $0)
            }
            return .sequence(name: name, of: try describe(element.pointer, name: name))
        case .map:
            let map = try create { ort_as_map_info(table, info, $0) }
            let key = try ElementType(onnx: value(0) { ort_map_key_type(table, map, $0) }, of: name)
            let element = try ONNXHandle(self, release: ort_release_type_info) { ort_map_value_type(table, map, $0) }
            return .map(name: name, key: key, value: try describe(element.pointer, name: name))
        }
    }

    private func describeTensor(_ info: OpaquePointer, name: String) throws(InferenceError) -> TensorDescription {
        let tensor = try create { ort_as_tensor_info(table, info, $0) }
        let layout = try tensorLayout(tensor)
        let elementType = try ElementType(onnx: layout.typeNumber, of: name)
        let rank = layout.dimensions.count
        var names = [UnsafePointer<CChar>?](repeating: nil, count: rank)
        try check(ort_tensor_dimension_names(table, tensor, &names, rank))
        let dimensions = zip(layout.dimensions, names).map { length, name in
            length < 0 ? TensorDescription.Dimension.dynamic(name.map { String(cString: $0) } ?? "") : .fixed(length)
        }
        return TensorDescription(
            name: name, elementType: elementType, dimensions: hasKnownRank(tensor, rank) ? dimensions : nil)
    }

    /// Before API 24 a scalar and an unknown rank look alike; the latter refuses nothing.
    private func hasKnownRank(_ tensor: OpaquePointer, _ rank: Int) -> Bool {
        rank > 0 || (version >= 24 && ort_has_shape(table, tensor))
    }
}
