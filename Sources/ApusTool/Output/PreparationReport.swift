import Inference
import Vision

/// What `apus optimize` did, as a report.
struct PreparationReport {
    private let preparation: ModelPreparation

    init(_ preparation: ModelPreparation) {
        self.preparation = preparation
    }

    /// A row for each form of the model.
    var report: Report {
        let prepared = preparation.prepared
        return Report(
            preparation,
            title: "graph optimisation \(prepared.optimization.rawValue), for ONNX Runtime \(prepared.engine) "
                + "on \(prepared.processor.name)",
            columns: ["file", "size", "session"],
            rows: [
                row(preparation.model, preparation.modelByteCount, preparation.sessionBefore),
                row(prepared.path, prepared.byteCount, preparation.sessionAfter),
            ])
    }

    private func row(_ path: String, _ byteCount: Int, _ milliseconds: Double) -> [String] {
        [path, ByteCount.text(byteCount), "\(milliseconds.formatted(decimals: 1)) ms"]
    }
}
