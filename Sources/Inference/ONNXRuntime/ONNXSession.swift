import CInference
import Diagnosis

/// A model loaded into ONNX Runtime.
///
/// `@unchecked`: ONNX Runtime's maintainers support concurrent runs of one session on CPU
/// (microsoft/onnxruntime#114, #5558); a soak test holds them to it. Nothing else changes after the initialiser.
public final class ONNXSession: InferenceSession, @unchecked Sendable {
    /// The model's inputs, in its order.
    public let inputs: [TensorDescription]
    /// The model's outputs, in its order.
    public let outputs: [ValueDescription]
    /// Keys and values that the exporter left in the model.
    public let metadata: [String: String]

    /// Whether a prepared form was loaded in the model's place.
    package let isPrepared: Bool

    private let environment: ONNXEnvironment
    private let session: ONNXHandle
    private let mapping: MappedFile?
    private let inputNames: ONNXNames
    private let outputNames: ONNXNames

    /// Loads a model from a file, which is mapped and checked before the engine sees it.
    ///
    /// A prepared form that lies beside it is loaded in its place where it fits the model, this engine, this kind of
    /// processor and the options (see `apus optimize`).
    ///
    /// - Parameters:
    ///   - path: An ONNX or ORT-format model; weights in files of their own are looked for beside it.
    ///   - options: How to load and run it.
    /// - Throws: ``InferenceError`` with an `engine-…` or `model-…` code that names file and cause, or with
    ///   `file-unwritable` where a file that the options name cannot be written.
    public convenience init(path: String, options: SessionOptions = SessionOptions()) throws(InferenceError) {
        try self.init(.load(path, options))
    }

    /// Loads a model from its bytes, which are not needed afterwards.
    ///
    /// - Parameters:
    ///   - bytes: An ONNX or ORT-format model with its weights inside.
    ///   - options: How to load and run it.
    /// - Throws: ``InferenceError`` with an `engine-…` or `model-…` code that names the cause, or with
    ///   `file-unwritable` where a file that the options name cannot be written.
    public convenience init(bytes: [UInt8], options: SessionOptions = SessionOptions()) throws(InferenceError) {
        try self.init(ONNXLoadedModel(bytes, options))
    }

    /// Loads a model as its file has it, without a look for a prepared form.
    ///
    /// - Throws: ``InferenceError`` as ``init(path:options:)``.
    package convenience init(_ file: ModelFile, options: SessionOptions) throws(InferenceError) {
        try self.init(ONNXLoadedModel(file, options))
    }

    private init(_ model: consuming ONNXLoadedModel) throws(InferenceError) {
        let reader = ONNXSessionReader(environment: model.environment, session: model.session.pointer)
        let quantizations = model.quantizations
        inputs = try reader.inputs().map { $0.quantized(by: quantizations) }
        outputs = try reader.outputs().map { $0.quantized(by: quantizations) }
        metadata = try reader.metadata()
        inputNames = ONNXNames(inputs.map(\.name))
        outputNames = ONNXNames(outputs.map(\.name))
        environment = model.environment
        mapping = model.mapping
        isPrepared = model.isPrepared
        session = model.session
    }

    /// The release of the engine that runs the model.
    package var engine: String { environment.api.release }

    /// Runs the model on the calling thread and waits; see ``InferenceSession/run(_:outputs:cancellation:)``.
    public func run(
        _ inputs: [String: Tensor], outputs wanted: [String]?, cancellation: RunCancellation?
    ) throws(InferenceError) -> InferenceOutputs {
        try check(inputs)
        let names = try outputPointers(wanted)
        var arguments: [ONNXValue] = []
        let tensors = self.inputs.compactMap { inputs[$0.name] }
        for tensor in tensors {
            arguments.append(try ONNXValue(tensor, environment: environment))
        }
        let results = try run(arguments, for: names, cancellation)
        var values: [InferenceValue] = []
        for result in results { values.append(try result.inferenceValue(of: arguments)) }
        return InferenceOutputs(names: wanted ?? outputNames.texts, values: values)
    }

    private func outputPointers(_ wanted: [String]?) throws(InferenceError) -> [UnsafePointer<CChar>?] {
        guard let wanted else { return outputNames.pointers }
        var pointers: [UnsafePointer<CChar>?] = []
        for name in wanted {
            guard let index = outputNames.texts.firstIndex(of: name) else { throw unknownOutput(found: name) }
            pointers.append(outputNames.pointers[index])
        }
        guard !pointers.isEmpty else { throw unknownOutput(found: "none") }
        return pointers
    }

    private func unknownOutput(found: String) -> InferenceError {
        InferenceError(
            .outputUnknown, "the outputs that were asked for are not those of the model",
            expected: Diagnosis.excerpt(outputNames.texts.joined(separator: ", ")), found: Diagnosis.excerpt(found))
    }

    private func run(
        _ arguments: [ONNXValue], for names: [UnsafePointer<CChar>?], _ cancellation: RunCancellation?
    ) throws(InferenceError) -> [ONNXValue] {
        guard let cancellation else { return try run(arguments, for: names, options: nil) }
        let options = try ONNXRunOptions(environment.api)
        do throws(InferenceError) {
            return try cancellation.whileTied(to: options.terminate) { () throws(InferenceError) in
                try run(arguments, for: names, options: options)
            }
        } catch {
            throw error.code == .runFailed && cancellation.isCancelled ? RunCancellation.error : error
        }
    }

    /// One call of the engine.
    private func run(
        _ arguments: [ONNXValue], for names: [UnsafePointer<CChar>?], options: ONNXRunOptions?
    ) throws(InferenceError) -> [ONNXValue] {
        let api = environment.api
        var results = [OpaquePointer?](repeating: nil, count: names.count)
        let status = withExtendedLifetime((arguments, options)) {
            ort_run(
                api.table, session.pointer, options?.pointer, inputNames.pointers, arguments.map(\.pointer),
                arguments.count, names, names.count, &results)
        }
        let owned = results.compactMap { $0 }.map { ONNXValue(taking: $0, environment: environment, weights: mapping) }
        try api.check(status) { failure in
            InferenceError(.runFailed, "the model failed while it ran", found: failure.excerpt, underlying: failure)
        }
        return owned
    }
}

extension TensorDescription {
    fileprivate func quantized(by quantizations: [String: TensorQuantization]) -> TensorDescription {
        guard let quantization = quantizations[name] else { return self }
        return TensorDescription(
            name: name, elementType: elementType, dimensions: dimensions, quantization: quantization)
    }
}

extension ValueDescription {
    fileprivate func quantized(by quantizations: [String: TensorQuantization]) -> ValueDescription {
        tensor.map { .tensor($0.quantized(by: quantizations)) } ?? self
    }
}
