package import Inference

/// Making a prepared form of a model, and what it gains.
package struct ModelPreparation: Sendable {
    /// The model's path.
    package let model: String
    /// The model's size, in bytes.
    package let modelByteCount: Int
    /// What was made.
    package let prepared: PreparedModel
    /// Making a session of the model, in milliseconds: the median of three.
    package let sessionBefore: Double
    /// Making a session of the prepared form, in milliseconds: the median of three.
    package let sessionAfter: Double

    /// Prepares a model for this engine and this kind of processor and times sessions of both forms in turn.
    ///
    /// - Parameters:
    ///   - model: The path of an ONNX model.
    ///   - output: Where to write; by default beside the model, where it is looked for.
    /// - Throws: `InferenceError` as ``PreparedModel/make(ofModelAt:at:options:)``.
    package init(ofModelAt model: String, at output: String?) async throws {
        self = try await ComputeThreads.run { try ModelPreparation(making: model, output) }
    }

    private init(making model: String, _ output: String?) throws {
        let prepared = try PreparedModel.make(ofModelAt: model, at: output)
        var options = SessionOptions()
        options.usesPreparedModel = false
        var (before, after): ([Double], [Double]) = ([], [])
        for _ in 0..<3 {
            var clock = Stopwatch()
            _ = try ONNXSession(path: model, options: options)
            before.append(clock.lap())
            _ = try ONNXSession(path: prepared.path)
            after.append(clock.lap())
        }
        self.model = model
        self.prepared = prepared
        modelByteCount = try MappedFile(path: model).byteCount
        (sessionBefore, sessionAfter) = (before.sorted()[1], after.sorted()[1])
    }
}

extension ModelPreparation: Encodable {
    private enum Key: String, CodingKey {
        case model, bytes, prepared, preparedBytes = "prepared_bytes", engine, processor
        case optimization = "graph_optimization"
        case sessionBefore = "session_ms", sessionAfter = "prepared_session_ms"
    }

    /// Writes paths, sizes in bytes and durations in milliseconds to two decimals.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(model, forKey: .model)
        try container.encode(modelByteCount, forKey: .bytes)
        try container.encode(prepared.path, forKey: .prepared)
        try container.encode(prepared.byteCount, forKey: .preparedBytes)
        try container.encode(prepared.engine, forKey: .engine)
        try container.encode(prepared.processor.name, forKey: .processor)
        try container.encode(prepared.optimization.rawValue, forKey: .optimization)
        try container.encode(sessionBefore.rounded(decimals: 2), forKey: .sessionBefore)
        try container.encode(sessionAfter.rounded(decimals: 2), forKey: .sessionAfter)
    }
}
