/// A model that the engine has loaded, with what its own form does not tell.
struct ONNXLoadedModel: ~Copyable {
    let environment: ONNXEnvironment
    let session: ONNXHandle
    /// Affine parameters of inputs and outputs by name.
    let quantizations: [String: TensorQuantization]
    /// The file that the weights lie in, where they are read in place.
    let mapping: MappedFile?
    /// Whether a prepared form was loaded in the model's place.
    let isPrepared: Bool

    /// Loads the prepared form beside a model where there is one that fits, else the model.
    static func load(_ path: String, _ options: SessionOptions) throws(InferenceError) -> ONNXLoadedModel {
        // Nobody is helped by waiting for an engine before hearing that there is no such model.
        guard let environment = try? ONNXEnvironment.shared.get(),
            let prepared = PreparedModel.usable(
                forModelAt: path, options: options, engine: environment.api.release),
            let model = try? ONNXLoadedModel(prepared, options, in: environment)
        else { return try ONNXLoadedModel(ModelFile(path: path), options) }
        return model
    }

    /// Loads a model as its file has it.
    ///
    /// - Throws: ``InferenceError`` with `model-unsupported` for a form that was prepared for something else.
    init(_ file: ModelFile, _ options: SessionOptions) throws(InferenceError) {
        let environment = try ONNXEnvironment.shared.get()
        guard file.format == .ort else {
            try self.init(.file(file), options, in: environment)
            return
        }
        guard let prepared = PreparedModel(path: file.path, file.mapping) else {
            let source = ONNXModelSource.mapping(file.mapping, byteCount: file.byteCount, path: file.path)
            try self.init(source, options, in: environment)
            return
        }
        if let problem = prepared.problem(engine: environment.api.release) {
            throw InferenceError(
                .modelUnsupported, "\(file.path) cannot be used here", found: problem,
                advice: "name the ONNX model that it was made of, or make it anew: apus optimize MODEL")
        }
        try self.init(prepared, options, in: environment)
    }

    /// Loads a model from bytes, which are not needed afterwards.
    init(_ bytes: [UInt8], _ options: SessionOptions) throws(InferenceError) {
        let summary = try bytes.withUnsafeBufferPointer { bytes throws(InferenceError) in
            try ONNXModelSummary(of: UnsafeRawBufferPointer(bytes), name: "the model")
        }
        try summary?.checkIsOneFile("the model", advice: "load it from its path, or save it as one file")
        try self.init(.memory(bytes, summary), options, in: ONNXEnvironment.shared.get())
    }

    private init(
        _ prepared: PreparedModel, _ options: SessionOptions, in environment: ONNXEnvironment
    ) throws(InferenceError) {
        let source = ONNXModelSource.mapping(
            prepared.mapping, byteCount: prepared.engineByteCount, path: prepared.path)
        session = try source.makeSession(options, in: environment)
        self.environment = environment
        quantizations = prepared.facts.quantizations
        mapping = prepared.mapping
        isPrepared = true
    }

    private init(
        _ source: ONNXModelSource, _ options: SessionOptions, in environment: ONNXEnvironment
    ) throws(InferenceError) {
        session = try source.makeSession(options, in: environment)
        self.environment = environment
        quantizations = source.summary?.quantizations ?? [:]
        mapping = source.mapping
        isPrepared = false
    }
}
