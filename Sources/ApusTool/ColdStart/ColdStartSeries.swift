import ArgumentParser
import Evaluation
import Vision

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Cold starts in fresh processes, of a model as it is and of its prepared form in turn.
struct ColdStartSeries: Encodable {
    /// How many processes were started for each form.
    let rounds: Int
    /// The model as its file has it.
    let model: Split
    /// The prepared form, where there is one that fits.
    let prepared: Split?

    /// Medians in milliseconds to two decimals, in the order in which things happen.
    struct Split: Encodable {
        let parts: [Part]
        let total: Double

        enum CodingKeys: String, CodingKey {
            case parts
            case total = "total_ms"
        }
    }

    /// A part of a cold start.
    struct Part: Encodable {
        let name: String
        let milliseconds: Double

        enum CodingKeys: String, CodingKey {
            case name
            case milliseconds = "median_ms"
        }
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - model: The model's file.
    ///   - picture: A picture's file, or `nil` for a plain gray one.
    ///   - rounds: How many processes are started for each form.
    /// - Throws: `ToolError` where none can be started, `ExitCode` where one failed and said why.
    init(ofModelAt model: String, picture: String?, rounds: Int = 7) throws {
        self.rounds = rounds
        var (plain, prepared): ([ColdStartCommand.Sample], [ColdStartCommand.Sample]) = ([], [])
        for _ in 0..<rounds {
            plain.append(try Self.sample(model, picture, ["--unprepared"]))
            // Without a form that fits, the second would be the first once more.
            guard plain.count == prepared.count + 1 else { continue }
            let sample = try Self.sample(model, picture, [])
            if sample.start.isPrepared { prepared.append(sample) }
        }
        self.model = Split(plain)
        self.prepared = prepared.isEmpty ? nil : Split(prepared)
    }

    private static func sample(
        _ model: String, _ picture: String?, _ options: [String]
    ) throws -> ColdStartCommand.Sample {
        let arguments = ["cold-start", "--started-at", "\(MonotonicTime.now)"] + options
        let files = ["--", model] + [picture].compactMap(\.self)
        guard let json = try FreshProcess.run(arguments + files) else { throw ExitCode.failure }
        return try JSONDecoder().decode(ColdStartCommand.Sample.self, from: Data(json))
    }
}

extension ColdStartSeries.Split {
    private static let parts: [(name: String, value: @Sendable (ColdStartCommand.Sample) -> Double)] = [
        ("exec", { $0.exec }), ("library", { $0.start.library }), ("environment", { $0.start.environment }),
        ("model", { $0.start.model }), ("picture", { $0.start.picture }), ("first run", { $0.start.firstRun }),
        ("second run", { $0.start.secondRun }),
    ]

    /// The medians of one form's samples; the total ends with the first answer.
    fileprivate init(_ samples: [ColdStartCommand.Sample]) {
        parts = Self.parts.map { name, value in
            ColdStartSeries.Part(name: name, milliseconds: Self.median(samples.map(value)))
        }
        let untilAnswer = Self.parts.dropLast()
        total = Self.median(samples.map { sample in untilAnswer.map { $0.value(sample) }.reduce(0, +) })
    }

    private static func median(_ durations: [Double]) -> Double {
        LatencyStatistics(durations).median.rounded(decimals: 2)
    }
}
