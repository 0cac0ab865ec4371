import ArgumentParser
import Vision

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What `apus inspect --cold` runs in a fresh process: one cold start, told as JSON.
struct ColdStartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cold-start", abstract: "Start cold and tell where the time went.", shouldDisplay: false)

    @Argument var model: String
    @Argument var picture: String?
    @Option var startedAt: Int64
    @Flag var unprepared = false

    /// A cold start, and what came before it.
    struct Sample: Codable {
        /// From starting the process to its first statement, in milliseconds.
        let exec: Double
        let start: ColdStart
    }

    func run() throws {
        let exec = Double(MonotonicTime.now - startedAt) / 1_000_000
        let start = try ColdStart(ofModelAt: model, picture: picture, usesPreparedModel: !unprepared)
        let sample = try JSONEncoder().encode(Sample(exec: exec, start: start))
        try Terminal.write(String(decoding: sample, as: UTF8.self))
    }
}
