import CInference

/// A value of the engine's: an input that borrows a tensor's memory, or an output that tensors read in place.
///
/// `@unchecked`: filled before it is shared and only read afterwards; the engine's reference count is atomic.
final class ONNXValue: @unchecked Sendable {
    let pointer: OpaquePointer
    fileprivate let environment: ONNXEnvironment
    fileprivate let lender: TensorMemory?
    /// The file of weights that are read in place: a model may give one of them as its output.
    fileprivate let weights: MappedFile?

    fileprivate var api: ONNXRuntimeAPI { environment.api }

    /// Takes over a value that the engine made.
    init(taking pointer: OpaquePointer, environment: ONNXEnvironment, weights: MappedFile?) {
        self.pointer = pointer
        self.environment = environment
        self.weights = weights
        lender = nil
    }

    /// Wraps a tensor for a run; its memory is borrowed, only text is copied.
    init(_ tensor: Tensor, environment: ONNXEnvironment) throws(InferenceError) {
        self.environment = environment
        weights = nil
        let dimensions = tensor.shape.dimensions.map(Int64.init)
        let type = tensor.elementType.onnxNumber
        let api = environment.api
        switch tensor.payload {
        case .memory(let memory):
            lender = memory
            pointer = try api.create {
                ort_create_tensor_over(
                    api.table, environment.memoryInfo, memory.bytes.baseAddress, memory.bytes.count,
                    dimensions, dimensions.count, type, $0)
            }
        case .strings(let strings):
            lender = nil
            pointer = try api.create {
                ort_create_tensor(api.table, environment.allocator, dimensions, dimensions.count, type, $0)
            }
            for (index, string) in strings.enumerated() { try fill(index, with: string) }
        }
    }

    deinit { ort_release_value(api.table, pointer) }

    private func fill(_ index: Int, with string: String) throws(InferenceError) {
        let count = string.utf8.count
        let buffer = try api.value(nil) { ort_string_buffer(api.table, pointer, index, count, $0) }
        UnsafeMutableRawBufferPointer(start: buffer, count: count).copyBytes(from: string.utf8)
    }
}

// MARK: - Reading outputs

extension ONNXValue {
    /// The value as Swift sees it; tensors of numbers keep this value alive and read its memory.
    ///
    /// - Parameter arguments: The run's inputs. Where the model hands an input through, the engine gives its memory
    ///   back without owning it; the tensor then keeps the lender alive.
    /// - Returns: A tensor, sequence or map.
    /// - Throws: ``InferenceError`` with `model-unsupported` for a type or kind that this package does not have.
    func inferenceValue(of arguments: [ONNXValue]) throws(InferenceError) -> InferenceValue {
        switch try ONNXKind(number: api.value(0) { ort_value_type(api.table, pointer, $0) }) {
        case .tensor: return .tensor(try tensor(of: arguments))
        case .sequence:
            let count = try api.value(0) { ort_element_count(api.table, pointer, $0) }
            var elements: [InferenceValue] = []
            for index in 0..<count { elements.append(try element(index).inferenceValue(of: arguments)) }
            return .sequence(elements)
        case .map:
            return .map(keys: try element(0).tensor(of: arguments), values: try element(1).tensor(of: arguments))
        }
    }

    private func element(_ index: Int) throws(InferenceError) -> ONNXValue {
        let element = try api.create {
            ort_element(api.table, pointer, Int32(index), environment.allocator, $0)
        }
        return ONNXValue(taking: element, environment: environment, weights: weights)
    }

    private func tensor(of arguments: [ONNXValue]) throws(InferenceError) -> Tensor {
        let info = try ONNXHandle(api, release: ort_release_tensor_info) {
            ort_value_tensor_info(api.table, pointer, $0)
        }
        let layout = try api.tensorLayout(info.pointer)
        let elementType = try ElementType(onnx: layout.typeNumber, of: "an output")
        let shape = try TensorShape(layout.dimensions)
        if elementType == .string { return try Tensor(strings: strings(shape.elementCount), shape: shape.dimensions) }
        let address = try api.value(UnsafeMutableRawPointer?.none) { ort_tensor_data(api.table, pointer, $0) }
        let bytes = UnsafeMutableRawBufferPointer(
            start: address, count: address == nil ? 0 : shape.elementCount * elementType.byteCount)
        if elementType == .bool {
            // The engine may give any byte for true, Swift knows only 1.
            return Tensor(.bool, shape: shape) { truth in truth.copyBytes(from: bytes.map { $0 == 0 ? 0 : 1 }) }
        }
        let lender = arguments.lazy.compactMap(\.lender).first { $0.contains(address) }
        return Tensor(
            elementType: elementType, shape: shape, memory: TensorMemory(borrowing: bytes, from: lender ?? self))
    }

    private func strings(_ count: Int) throws(InferenceError) -> [String] {
        let byteCount = try api.value(0) { ort_strings_byte_count(api.table, pointer, $0) }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var starts = [Int](repeating: 0, count: count)
        try api.check(ort_strings_content(api.table, pointer, &bytes, byteCount, &starts, count))
        return starts.indices.map { index in
            let end = index + 1 < count ? starts[index + 1] : byteCount
            return String(decoding: bytes[starts[index]..<end], as: UTF8.self)
        }
    }
}

extension TensorMemory {
    fileprivate func contains(_ address: UnsafeMutableRawPointer?) -> Bool {
        guard let address, let start = bytes.baseAddress else { return false }
        return address >= start && address < start + bytes.count
    }
}
