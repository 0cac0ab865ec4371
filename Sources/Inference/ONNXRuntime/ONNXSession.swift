import CInference

/// A model loaded into ONNX Runtime.
///
/// `@unchecked`: ONNX Runtime's maintainers support concurrent runs of one session on CPU
/// (microsoft/onnxruntime#114, #5558); a soak test holds them to it.
public final class ONNXSession: InferenceSession, @unchecked Sendable {
    /// The model's inputs, in its order.
    public let inputs: [TensorDescription]
    /// The model's outputs, in its order.
    public let outputs: [ValueDescription]
    /// Keys and values that the exporter left in the model.
    public let metadata: [String: String]

    private let environment: ONNXEnvironment
    private let session: OpaquePointer

    /// Loads a model from a file, which is mapped and checked before the engine sees it.
    ///
    /// - Parameters:
    ///   - path: An ONNX or ORT-format model; weights in files of their own are looked for beside it.
    ///   - options: How to load and run it.
    /// - Throws: ``InferenceError`` with an `engine-…` or `model-…` code that names file and cause.
    public convenience init(path: String, options: SessionOptions = SessionOptions()) throws(InferenceError) {
        let file = try MappedFile(path: path)
        try self.init(.file(path, file.bytes), options: options)
    }

    /// Loads a model from its bytes, which are not needed afterwards.
    ///
    /// - Parameters:
    ///   - bytes: An ONNX or ORT-format model with its weights inside.
    ///   - options: How to load and run it.
    /// - Throws: ``InferenceError`` with an `engine-…` or `model-…` code that names the cause.
    public convenience init(bytes: [UInt8], options: SessionOptions = SessionOptions()) throws(InferenceError) {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(InferenceError) in try ONNXModelSource.memory(bytes).load(options) }
        }
        self.init(try result.get())
    }

    private convenience init(_ source: ONNXModelSource, options: SessionOptions) throws(InferenceError) {
        self.init(try source.load(options))
    }

    private init(_ loaded: LoadedONNXModel) {
        environment = loaded.environment
        session = loaded.session
        inputs = loaded.inputs
        outputs = loaded.outputs
        metadata = loaded.metadata
    }

    deinit { ort_release_session(environment.api.table, session) }

    /// Runs the model on the calling thread and waits; see ``InferenceSession/run(_:outputs:cancellation:)``.
    public func run(
        _ inputs: [String: Tensor], outputs outputNames: [String]?, cancellation: RunCancellation?
    ) throws(InferenceError) -> InferenceOutputs {
        try check(inputs)
        let names = try outputNames.map { names throws(InferenceError) in try checked(names) } ?? outputs.map(\.name)
        var values: [ONNXValue] = []
        for description in self.inputs {
            if let tensor = inputs[description.name] {
                values.append(try ONNXValue(tensor, environment: environment))
            }
        }
        let results = try run(values, wanted: names, cancellation: cancellation)
        var converted: [InferenceValue] = []
        for result in results { converted.append(try result.inferenceValue()) }
        return InferenceOutputs(names: names, values: converted)
    }

    private func checked(_ names: [String]) throws(InferenceError) -> [String] {
        let known = outputs.map(\.name)
        if let stranger = names.first(where: { !known.contains($0) }) {
            throw InferenceError(
                .outputUnknown, "the model has no such output", expected: known.joined(separator: ", "),
                found: stranger)
        }
        return names
    }

    /// One call of the engine, with the cancellation switch tied to it while it lasts.
    private func run(
        _ values: [ONNXValue], wanted: [String], cancellation: RunCancellation?
    ) throws(InferenceError) -> [ONNXValue] {
        let api = environment.api
        let options = try ONNXHandle(api, release: ort_release_run_options) {
            ort_create_run_options(api.table, $0)
        }
        let target = RunTarget(api: api, options: options.pointer)
        cancellation?.attach { target.terminate() }
        defer { cancellation?.detach() }
        let texts = (inputs.map(\.name) + wanted).map { $0.utf8CString }
        var results = [OpaquePointer?](repeating: nil, count: wanted.count)
        let status = withPointers(to: texts[...], collected: []) { names in
            ort_run(
                api.table, session, options.pointer, Array(names[..<values.count]), values.map { $0.pointer },
                values.count, Array(names[values.count...]), wanted.count, &results)
        }
        let owned = results.compactMap { $0 }.map { ONNXValue(taking: $0, environment: environment) }
        try api.check(status) { failure in
            cancellation?.isCancelled == true
                ? InferenceError(.runCancelled, "the run was cancelled")
                : InferenceError(
                    .runFailed, "the model failed while it ran", found: failure.excerpt, underlying: failure)
        }
        return owned
    }
}

/// The options of a run in progress, whose flag another thread may set.
///
/// `@unchecked`: the engine allows the flag to be set during the run; the cancellation's lock ends that before the
/// options are released.
private struct RunTarget: @unchecked Sendable {
    let api: ONNXRuntimeAPI
    let options: OpaquePointer

    func terminate() {
        if let status = ort_set_terminate(api.table, options) { ort_release_status(api.table, status) }
    }
}
