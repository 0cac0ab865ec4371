import Diagnosis
import Inference
import Vision

/// A model's inspection as a report.
struct InspectionReport {
    private let inspection: ModelInspection

    init(_ inspection: ModelInspection) {
        self.inspection = inspection
    }

    /// A row for each fact, with where it comes from.
    var report: Report {
        Report(
            inspection, title: inspection.path, columns: ["fact", "value", "from"],
            rows: fileRows + preparedRows + portRows + metadataRows + manifestRows, footer: problem)
    }

    private var fileRows: [[String]] {
        var rows = [
            ["format", inspection.format.rawValue, "file"],
            ["size", ByteCount.text(inspection.byteCount), "file"],
        ]
        guard let summary = inspection.summary else { return rows }
        rows += [
            ["opset", summary.opsetText, "file"],
            ["IR version", "\(summary.irVersion)", "file"],
            ["producer", summary.producer, "file"],
            ["parameters", parametersText(summary), "file"],
            ["nodes", "\(summary.nodeCount) (\(Self.operatorsText(summary.operators)))", "file"],
        ]
        rows += summary.externalFiles.map { ["weights", $0, "file"] }
        return rows
    }

    /// The forms that ``OptimizeCommand`` made, and whether they are used on this machine.
    private var preparedRows: [[String]] {
        inspection.preparedForms.map { form in
            let name = form.path.split(separator: "/").last.map(String.init) ?? form.path
            let use = form.problem.map { "passed over: \($0)" } ?? "used, \(ByteCount.text(form.byteCount))"
            return ["prepared", "\(name): \(use)", "file"]
        }
    }

    private var portRows: [[String]] {
        inspection.inputs.map { ["input \($0.name)", "\($0.elementType.rawValue) \($0.shapeText)", "model"] }
            + inspection.outputs.map { ["output \($0.name)", Self.text(of: $0), "model"] }
    }

    private var metadataRows: [[String]] {
        inspection.metadata.sorted { $0.key < $1.key }.map { key, value in
            ["metadata \(key)", Diagnosis.excerpt(value, limit: 80), "model"]
        }
    }

    private var manifestRows: [[String]] {
        guard case .success(let manifest) = inspection.manifest else { return [] }
        return manifest.facts.map { fact in
            [fact.key, fact.value, fact.origin.rawValue + (fact.reason.map { " (\($0))" } ?? "")]
        }
    }

    private var problem: [String] {
        guard case .failure(let error) = inspection.manifest else { return [] }
        return ["", "This model cannot be used yet: \(error)"]
    }

    private static func text(of output: ValueDescription) -> String {
        switch output {
        case .tensor(let tensor): "\(tensor.elementType.rawValue) \(tensor.shapeText)"
        case .sequence(_, let element): "sequence of \(text(of: element))"
        case .map(_, let key, let value): "map of \(key.rawValue) to \(text(of: value))"
        }
    }

    private func parametersText(_ summary: ONNXModelSummary) -> String {
        "\(Self.grouped(summary.parameterCount)) (\(ByteCount.text(summary.parameterBytes)))"
    }

    private static func operatorsText(_ operators: [String: Int]) -> String {
        let common = operators.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
        return common.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + (operators.count > 5 ? ", …" : "")
    }

    /// Digits in groups of three: `1,872,157`.
    private static func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        for position in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: position) }
        return String(digits)
    }
}
