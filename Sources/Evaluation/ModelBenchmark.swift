import Imaging
import Inference
public import Vision

/// Times a model on one picture: each part of a prediction, and beside it the bare model on the same tensor.
///
/// Both are timed in turn within one run, so that their ratio holds where the machine's speed drifts.
public struct ModelBenchmark: Sendable {
    /// Durations of the bare model, in milliseconds.
    public let bare: LatencyStatistics
    /// Durations by part, in the order in which they happen.
    public let parts: [Part]
    /// Durations from encoded bytes to results, in milliseconds.
    public let total: LatencyStatistics
    /// The median of `total ÷ bare`, a pair at a time.
    public let ratio: Double
    /// How many pairs were timed.
    public let rounds: Int

    /// A part of a prediction.
    public struct Part: Sendable, Encodable {
        /// `decode`, `preprocess`, `run` or `postprocess`.
        public let name: String
        /// Its durations, in milliseconds.
        public let latency: LatencyStatistics

        private enum CodingKeys: String, CodingKey {
            case name
            case latency = "latency_ms"
        }
    }

    /// Warms up and measures.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - source: The picture.
    ///   - options: What counts as a result.
    ///   - rounds: How many pairs are timed, at least one.
    /// - Throws: What predicting throws.
    public init(
        of model: VisionModel, on source: ImageSource, options: PredictionOptions, rounds: Int
    ) async throws {
        let prepared = try await ComputeThreads.run { try model.prepare(source, options: options) }
        var pairs: [(bare: Double, timings: Timings, total: Double)] = []
        // Two rounds of warming: the first plans memory, the second runs with it.
        for round in -2..<rounds {
            let bare = try await model.timeBareRun(prepared)
            var clock = Stopwatch()
            let prediction = try await model.predict(source, options: options)
            if round >= 0 { pairs.append((bare, prediction.timings, clock.lap())) }
        }
        self.rounds = rounds
        bare = LatencyStatistics(pairs.map(\.bare))
        total = LatencyStatistics(pairs.map(\.total))
        ratio = LatencyStatistics(pairs.map { $0.total / $0.bare }).median
        parts = [
            Part(name: "decode", latency: LatencyStatistics(pairs.map(\.timings.decode))),
            Part(name: "preprocess", latency: LatencyStatistics(pairs.map(\.timings.preprocess))),
            Part(name: "run", latency: LatencyStatistics(pairs.map(\.timings.run))),
            Part(name: "postprocess", latency: LatencyStatistics(pairs.map(\.timings.postprocess))),
        ]
    }
}

extension ModelBenchmark: Encodable {
    private enum CodingKeys: String, CodingKey {
        case bare = "bare_run_ms"
        case parts
        case total = "total_ms"
        case ratio
        case rounds
    }

    /// Writes the measurement; `ratio` is total to bare run.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(bare, forKey: .bare)
        try container.encode(parts, forKey: .parts)
        try container.encode(total, forKey: .total)
        try container.encode(ratio.roundedToFourDecimals, forKey: .ratio)
        try container.encode(rounds, forKey: .rounds)
    }
}
