import CInference
import Diagnosis

/// Reads what a session says of its model.
struct ONNXSessionReader {
    let environment: ONNXEnvironment
    let session: OpaquePointer
    private var api: ONNXRuntimeAPI { environment.api }

    init(environment: ONNXEnvironment, session: OpaquePointer) {
        self.environment = environment
        self.session = session
    }

    /// The inputs, all of which must be tensors.
    func inputs() throws(InferenceError) -> [TensorDescription] {
        var descriptions: [TensorDescription] = []
        for index in 0..<(try api.value(0) { ort_input_count(api.table, session, $0) }) {
            let name = try text { ort_input_name(api.table, session, index, environment.allocator, $0) } ?? ""
            let type = try ONNXHandle(api, release: ort_release_type_info) {
                ort_input_type(api.table, session, index, $0)
            }
            guard let tensor = try api.describe(type.pointer, name: name).tensor else {
                throw InferenceError(
                    .modelUnsupported, "input \(Diagnosis.excerpt(name)) is no tensor",
                    expected: "models that take tensors")
            }
            descriptions.append(tensor)
        }
        return descriptions
    }

    /// The outputs.
    func outputs() throws(InferenceError) -> [ValueDescription] {
        var descriptions: [ValueDescription] = []
        for index in 0..<(try api.value(0) { ort_output_count(api.table, session, $0) }) {
            let name = try text { ort_output_name(api.table, session, index, environment.allocator, $0) } ?? ""
            let type = try ONNXHandle(api, release: ort_release_type_info) {
                ort_output_type(api.table, session, index, $0)
            }
            descriptions.append(try api.describe(type.pointer, name: name))
        }
        return descriptions
    }

    /// The keys and values that the model's author put into it.
    func metadata() throws(InferenceError) -> [String: String] {
        let metadata = try ONNXHandle(api, release: ort_release_model_metadata) {
            ort_model_metadata(api.table, session, $0)
        }
        var values: [String: String] = [:]
        for key in try keys(of: metadata.pointer) {
            values[key] = try text {
                ort_metadata_value(api.table, metadata.pointer, environment.allocator, key, $0)
            }
        }
        return values
    }

    private func keys(of metadata: OpaquePointer) throws(InferenceError) -> [String] {
        var texts: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var count: Int64 = 0
        try api.check(ort_metadata_keys(api.table, metadata, environment.allocator, &texts, &count))
        guard let texts else { return [] }
        var keys: [String] = []
        for index in 0..<Int(count) {
            if let key = try environment.take(texts[index]) { keys.append(key) }
        }
        try environment.free(texts)
        return keys
    }

    private func text(
        _ function: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> OpaquePointer?
    ) throws(InferenceError) -> String? {
        try environment.take(api.value(nil, function))
    }
}
