import CInference

/// A value of the engine's: an input that borrows a tensor's memory, or an output that tensors read in place.
///
/// `@unchecked`: filled before it is shared and only read afterwards; the engine's reference count is atomic.
final class ONNXValue: @unchecked Sendable {
    let pointer: OpaquePointer
    private let environment: ONNXEnvironment
    private let backing: TensorMemory?

    private var api: ONNXRuntimeAPI { environment.api }

    /// Takes over a value that the engine made.
    init(taking pointer: OpaquePointer, environment: ONNXEnvironment) {
        self.pointer = pointer
        self.environment = environment
        backing = nil
    }

    /// Wraps a tensor for a run; its memory is borrowed, only text is copied.
    init(_ tensor: Tensor, environment: ONNXEnvironment) throws(InferenceError) {
        self.environment = environment
        let dimensions = tensor.shape.dimensions.map(Int64.init)
        let type = tensor.elementType.onnxNumber
        let api = environment.api
        switch tensor.payload {
        case .memory(let memory):
            backing = memory
            pointer = try api.create {
                ort_create_tensor_over(
                    api.table, environment.memoryInfo, memory.bytes.baseAddress, memory.bytes.count,
                    dimensions, dimensions.count, type, $0)
            }
        case .strings(let strings):
            backing = nil
            pointer = try api.create {
                ort_create_tensor(api.table, environment.allocator, dimensions, dimensions.count, type, $0)
            }
            try fill(strings)
        }
    }

    deinit { ort_release_value(api.table, pointer) }

    private func fill(_ strings: [String]) throws(InferenceError) {
        let texts = strings.map { $0.utf8CString }
        let status = withPointers(to: texts[...], collected: []) { pointers in
            ort_fill_strings(api.table, pointer, pointers, pointers.count)
        }
        try api.check(status)
    }
}

/// Calls `body` with C strings for all texts, valid for the call.
func withPointers<Result>(
    to texts: ArraySlice<ContiguousArray<CChar>>, collected: [UnsafePointer<CChar>?],
    _ body: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
    guard let first = texts.first else { return body(collected) }
    return first.withUnsafeBufferPointer { buffer in
        withPointers(to: texts.dropFirst(), collected: collected + [buffer.baseAddress], body)
    }
}

// MARK: - Reading outputs

extension ONNXValue {
    /// The value as Swift sees it; tensors of numbers keep this value alive and read its memory.
    func inferenceValue() throws(InferenceError) -> InferenceValue {
        switch try kind() {
        case .tensor: return .tensor(try tensor())
        case .sequence:
            let count = try api.value(0) { ort_element_count(api.table, pointer, $0) }
            var elements: [InferenceValue] = []
            for index in 0..<count { elements.append(try element(index).inferenceValue()) }
            return .sequence(elements)
        case .map:
            return .map(keys: try element(0).tensor(), values: try element(1).tensor())
        }
    }

    private func kind() throws(InferenceError) -> ONNXKind {
        try ONNXKind(number: api.value(0) { ort_value_type(api.table, pointer, $0) })
    }

    private func element(_ index: Int) throws(InferenceError) -> ONNXValue {
        let element = try api.create {
            ort_element(api.table, pointer, Int32(index), environment.allocator, $0)
        }
        return ONNXValue(taking: element, environment: environment)
    }

    private func tensor() throws(InferenceError) -> Tensor {
        let info = try ONNXHandle(api, release: ort_release_tensor_info) {
            ort_value_tensor_info(api.table, pointer, $0)
        }
        let layout = try api.tensorLayout(info.pointer)
        guard let elementType = layout.elementType else {
            throw InferenceError(
                .modelUnsupported, "an output has an element type that is not supported",
                found: "ONNX type \(layout.typeNumber)")
        }
        let shape = try TensorShape(layout.dimensions)
        if elementType == .string { return try Tensor(strings: strings(shape.elementCount), shape: shape.dimensions) }
        let address = try api.value(UnsafeMutableRawPointer?.none) { ort_tensor_data(api.table, pointer, $0) }
        let bytes = UnsafeMutableRawBufferPointer(
            start: address, count: address == nil ? 0 : shape.elementCount * elementType.byteCount)
        return Tensor(
            elementType: elementType, shape: shape, memory: TensorMemory(borrowing: bytes, from: self))
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
