import Diagnosis
import Imaging
import Inference

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a machine has of what is needed.
struct Examination {
    private let findings: [Finding]

    private struct Finding: Encodable {
        let name: String
        let isWell: Bool
        let value: String
        let advice: String?

        enum CodingKeys: String, CodingKey {
            case name, isWell = "ok", value, advice
        }
    }

    /// Looks at the engine, the codecs and the processor.
    init() {
        findings = [Self.engine] + Self.codecs + Self.processor
    }

    /// Whether nothing that is needed is missing.
    var isHealthy: Bool { findings.allSatisfy(\.isWell) }

    /// A row for each finding.
    var report: Report {
        Report(
            findings, columns: ["state", "what", "found"],
            rows: findings.map { [$0.isWell ? "ok" : "missing", $0.name, $0.value] },
            footer: findings.compactMap(\.advice).map { "  try: \($0)" })
    }

    private static var engine: Finding {
        switch ONNXRuntimeAPI.shared {
        case .success(let api):
            Finding(name: "ONNX Runtime", isWell: true, value: "\(api.release) at \(api.path)", advice: nil)
        case .failure(let error):
            Finding(
                name: "ONNX Runtime", isWell: false,
                value: [error.diagnosis.what, error.diagnosis.found].compactMap(\.self).joined(separator: ": "),
                advice: error.diagnosis.advice)
        }
    }

    private static var codecs: [Finding] {
        ImageCodecs.versions.map { Finding(name: $0.name, isWell: true, value: $0.version, advice: nil) }
    }

    private static var processor: [Finding] {
        let cores = ProcessorShare.physicalCores.map { "\($0) physical cores, " } ?? ""
        return [
            Finding(
                name: "processors", isWell: true,
                value: "\(ProcessorShare.availableProcessors) usable, \(cores)"
                    + "\(ProcessorShare.threads) threads a model",
                advice: nil),
            Finding(name: "instructions", isWell: true, value: instructions, advice: nil),
            Finding(name: "prepared models", isWell: true, value: "for \(ProcessorFamily.current.name)", advice: nil),
        ]
    }

    /// Vector extensions that engines choose their kernels by.
    private static var instructions: String {
        let wanted = [
            "sse4_2", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8", "asimd", "asimddp",
            "i8mm", "bf16", "sve",
        ]
        guard let data = FileManager.default.contents(atPath: "/proc/cpuinfo") else { return "not told by this system" }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        let flags = lines.first { $0.hasPrefix("flags") || $0.hasPrefix("Features") } ?? ""
        let found = Set(flags.split(separator: " ").map(String.init))
        return wanted.filter(found.contains).joined(separator: " ")
    }
}
