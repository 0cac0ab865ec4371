/// What a prepared model was made of and for.
struct PreparedModelFacts: Sendable, Hashable {
    /// The engine's release.
    var engine: String
    /// The processors that the layout of the weights is for.
    var processor: ProcessorFamily
    /// How far the graph was rewritten.
    var optimization: SessionOptions.GraphOptimization
    /// The model that it was made of.
    var model: ModelFingerprint
    /// Affine parameters of inputs and outputs, which the engine's format does not tell by name.
    var quantizations: [String: TensorQuantization]
}

extension PreparedModelFacts {
    private static let heading = "apus-prepared-model 1"

    /// The facts a line each, or `nil` where a tensor's name has a line's end in it.
    var text: String? {
        let quantized = quantizations.sorted { $0.key < $1.key }.map { name, quantization in
            "quantization \(String(quantization.scale.bitPattern, radix: 16)) \(quantization.zeroPoint) \(name)"
        }
        let checksums = [model.sample, model.whole].map { String($0, radix: 16) }.joined(separator: " ")
        let lines =
            [
                Self.heading, "engine \(engine)", "processor \(processor.name)",
                "optimization \(optimization.rawValue)", "model \(model.byteCount) \(checksums)",
            ] + quantized
        return lines.contains { $0.contains(where: \.isNewline) } ? nil : lines.joined(separator: "\n")
    }

    /// Reads lines that ``text`` gave; `nil` for any others.
    init?(_ text: String) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 3).map(String.init) }
        guard lines.count >= 5, lines[0].joined(separator: " ") == Self.heading,
            let engine = Self.values(lines[1], of: "engine", count: 1),
            let processor = Self.values(lines[2], of: "processor", count: 1),
            let level = Self.values(lines[3], of: "optimization", count: 1),
            let optimization = SessionOptions.GraphOptimization(rawValue: level[0]),
            let model = Self.values(lines[4], of: "model", count: 3).flatMap(ModelFingerprint.init)
        else { return nil }
        var quantizations: [String: TensorQuantization] = [:]
        for line in lines.dropFirst(5) {
            guard let values = Self.values(line, of: "quantization", count: 3),
                let scale = UInt32(values[0], radix: 16), let zeroPoint = Int(values[1])
            else { return nil }
            quantizations[values[2]] = TensorQuantization(scale: Float(bitPattern: scale), zeroPoint: zeroPoint)
        }
        self.init(
            engine: engine[0], processor: ProcessorFamily(processor[0]), optimization: optimization, model: model,
            quantizations: quantizations)
    }

    private static func values(_ line: [String], of key: String, count: Int) -> [String]? {
        line.first == key && line.count == count + 1 ? Array(line.dropFirst()) : nil
    }
}

extension ModelFingerprint {
    /// Reads size and checksums as ``PreparedModelFacts/text`` has them.
    fileprivate init?(_ values: [String]) {
        guard let byteCount = Int(values[0]), let sample = UInt64(values[1], radix: 16),
            let whole = UInt64(values[2], radix: 16)
        else { return nil }
        self.init(byteCount: byteCount, sample: sample, whole: whole)
    }
}
