import CInference

/// A session of the engine's together with what the model says of itself, read once.
struct LoadedONNXModel {
    let environment: ONNXEnvironment
    let session: OpaquePointer
    let inputs: [TensorDescription]
    let outputs: [ValueDescription]
    let metadata: [String: String]

    init(session: OpaquePointer, summary: ONNXModelSummary?, environment: ONNXEnvironment) throws(InferenceError) {
        self.environment = environment
        self.session = session
        let reader = ONNXSessionReader(environment: environment, session: session)
        inputs = try reader.inputs().map { $0.quantized(summary?.quantization(of: $0.name)) }
        outputs = try reader.outputs().map { description in
            guard case .tensor(let tensor) = description else { return description }
            return .tensor(tensor.quantized(summary?.quantization(of: tensor.name)))
        }
        metadata = try reader.metadata()
    }
}

extension TensorDescription {
    fileprivate func quantized(_ quantization: TensorQuantization?) -> TensorDescription {
        TensorDescription(name: name, elementType: elementType, dimensions: dimensions, quantization: quantization)
    }
}

/// Reads names, types and metadata of a session.
private struct ONNXSessionReader {
    let environment: ONNXEnvironment
    let session: OpaquePointer
    private var api: ONNXRuntimeAPI { environment.api }

    init(environment: ONNXEnvironment, session: OpaquePointer) {
        self.environment = environment
        self.session = session
    }

    func inputs() throws(InferenceError) -> [TensorDescription] {
        var descriptions: [TensorDescription] = []
        for index in 0..<(try api.value(0) { ort_input_count(api.table, session, $0) }) {
            let name = try text { ort_input_name(api.table, session, index, environment.allocator, $0) }
            let type = try ONNXHandle(api, release: ort_release_type_info) {
                ort_input_type(api.table, session, index, $0)
            }
            guard let tensor = try api.describe(type.pointer, name: name ?? "").tensor else {
                throw InferenceError(
                    .modelUnsupported, "input \(name ?? "") is no tensor", expected: "models that take tensors")
            }
            descriptions.append(tensor)
        }
        return descriptions
    }

    func outputs() throws(InferenceError) -> [ValueDescription] {
        var descriptions: [ValueDescription] = []
        for index in 0..<(try api.value(0) { ort_output_count(api.table, session, $0) }) {
            let name = try text { ort_output_name(api.table, session, index, environment.allocator, $0) }
            let type = try ONNXHandle(api, release: ort_release_type_info) {
                ort_output_type(api.table, session, index, $0)
            }
            descriptions.append(try api.describe(type.pointer, name: name ?? ""))
        }
        return descriptions
    }

    func metadata() throws(InferenceError) -> [String: String] {
        let metadata = try ONNXHandle(api, release: ort_release_model_metadata) {
            ort_model_metadata(api.table, session, $0)
        }
        var keys: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var count: Int64 = 0
        try api.check(ort_metadata_keys(api.table, metadata.pointer, environment.allocator, &keys, &count))
        guard let keys else { return [:] }
        defer { _ = ort_allocator_free(api.table, environment.allocator, keys) }
        var values: [String: String] = [:]
        for index in 0..<Int(count) {
            guard let key = try environment.take(keys[index]) else { continue }
            values[key] = try text {
                ort_metadata_value(api.table, metadata.pointer, environment.allocator, key, $0)
            }
        }
        return values
    }

    private func text(
        _ function: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> OpaquePointer?
    ) throws(InferenceError) -> String? {
        try environment.take(api.value(nil, function))
    }
}
