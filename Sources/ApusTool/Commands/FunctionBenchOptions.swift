import ArgumentParser
import Diagnosis
import Evaluation
import Vision

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Which function is measured instead of a model, and with what.
struct FunctionBenchOptions: ParsableArguments {
    @Option(
        parsing: .remaining,
        help: ArgumentHelp(
            "Measure this command, which serves events of Lambda's Runtime API; the last option of a line, since all "
                + "that follows belongs to it.", valueName: "command"))
    var function: [String] = []

    @Option(help: ArgumentHelp("The event that the function gets.", valueName: "file"), completion: .file())
    var event: String?

    @Option(
        help: ArgumentHelp(
            "Make the event of this picture: a request to an HTTP API with base64 in JSON.", valueName: "file"),
        completion: .file())
    var image: String?

    @Option(help: ArgumentHelp("How many events a running function answers.", valueName: "count"))
    var requests = 50

    @Option(help: ArgumentHelp("How many processes are started fresh.", valueName: "count"))
    var cold = 10

    /// Whether a function is named.
    var isUsed: Bool { !function.isEmpty }

    func validate() throws {
        guard 1...100_000 ~= requests else { throw ValidationError("--requests takes a number from 1 to 100000.") }
        guard 1...1_000 ~= cold else { throw ValidationError("--cold takes a number from 1 to 1000.") }
        guard isUsed == (event != nil || image != nil), event == nil || image == nil else {
            throw ValidationError("--function takes either --event or --image, and they take a --function.")
        }
    }

    /// Measures the function.
    ///
    /// - Throws: `VisionError` with `source-unreadable`; what measuring throws.
    func benchmark() async throws -> FunctionBenchmark {
        try await FunctionBenchmark(
            of: function, event: eventBytes(), amount: .init(processes: cold, requests: requests))
    }

    private func eventBytes() throws(VisionError) -> [UInt8] {
        if let event { return try read(event) }
        let path = image ?? ""
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return FunctionBenchmarkEvent.httpRequest(picture: try read(path), name: name)
    }

    private func read(_ path: String) throws(VisionError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw VisionError(
                .sourceUnreadable, "\(Diagnosis.excerpt(path)) cannot be read", expected: "a file that exists")
        }
        return Array(data)
    }
}
