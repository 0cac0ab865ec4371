import FileStaging

extension PreparedModel {
    /// Prepares a model for this engine and this kind of processor.
    ///
    /// - Parameters:
    ///   - model: The path of an ONNX model with its weights inside.
    ///   - output: Where to write; by default where sessions of the model look for it. It appears once it is whole.
    ///   - options: How the sessions are made that it is for.
    /// - Returns: The prepared form, as sessions read it.
    /// - Throws: ``InferenceError`` with a `model-…` code where the model does not load or cannot be prepared, with
    ///   `file-unwritable` where the file cannot be written or its name does not end in `.ort`.
    package static func make(
        ofModelAt model: String, at output: String? = nil, options: SessionOptions = SessionOptions()
    ) throws(InferenceError) -> PreparedModel {
        let output = output ?? path(forModel: model)
        guard output.hasSuffix(".ort") else {
            throw InferenceError(
                .fileUnwritable, "\(output) cannot hold a prepared model", expected: "a name that ends in .ort")
        }
        let file = try ModelFile(path: model)
        guard let summary = file.summary else {
            throw InferenceError(
                .modelUnsupported, "\(model) is in ONNX Runtime's own format already", expected: "an ONNX model")
        }
        try summary.checkIsOneFile(model, advice: "save it as one file first: onnx.save_model(model, path)")
        let place = try StagedFile(output)
        var options = options
        options.optimizedModelPath = place.stagingPath
        let session = try ONNXSession(file, options: options)
        let staged = try StagedFile(output, adopting: place.stagingPath)
        // Its end would take the file away.
        try withExtendedLifetime(place) { () throws(InferenceError) in
            try staged.append(try trailer(of: session, file, options))
            try staged.commit()
        }
        guard let prepared = PreparedModel(path: output) else {
            throw InferenceError(.engineFailed, "\(output) was written and cannot be read")
        }
        return prepared
    }

    private static func trailer(
        of session: ONNXSession, _ file: ModelFile, _ options: SessionOptions
    ) throws(InferenceError) -> [UInt8] {
        let tensors = session.inputs + session.outputs.compactMap(\.tensor)
        let quantizations = tensors.compactMap { tensor in tensor.quantization.map { (tensor.name, $0) } }
        let facts = PreparedModelFacts(
            engine: session.engine, processor: .current, optimization: options.graphOptimization,
            model: ModelFingerprint(of: file.mapping),
            quantizations: Dictionary(quantizations) { first, _ in first })
        guard let text = facts.text else {
            throw InferenceError(.modelUnsupported, "\(file.path) has a tensor with a line's end in its name")
        }
        return PreparedModelTrailer.bytes(text)
    }
}
