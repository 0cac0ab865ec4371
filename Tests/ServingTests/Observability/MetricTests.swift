import AWSClient
import Imaging
import JSONText
import Serving
import Synchronization
import Testing
import Vision

@Suite("Metrics")
struct MetricTests {
    private static let small = ImageSize(width: 128, height: 96)
    private static let large = ImageSize(width: 3_024, height: 4_032)

    private func lines(
        of record: RequestRecord, environment: [String: String] = [:], level: LogLevel = .info
    ) throws -> [JSONValue] {
        let written = Mutex<[[UInt8]]>([])
        var configuration = ServiceConfiguration()
        configuration.logLevel = level
        let log = ServiceLog(configuration, environment: environment) { line in written.withLock { $0.append(line) } }
        StandardJournal(configuration, log: log).add(record, error: nil)
        return try written.withLock(\.self).map { try JSONDocument($0).root }.filter { $0["_aws"] != nil }
    }

    private func lines(failures: [String]) throws -> [JSONValue] {
        var record = RequestRecord(id: "r", sender: "http")
        record.failures = failures
        return try lines(of: record)
    }

    /// A request with pictures of these sizes, in each of which so many objects were found as its place tells.
    private func record(_ sizes: [ImageSize]) -> RequestRecord {
        var record = RequestRecord(id: "r", sender: "http")
        record.milliseconds = 5
        record.predictions = sizes.enumerated().map { place, size in
            RequestRecord.PredictionSummary(
                imageSize: size, detectionCount: place, timings: Timings(), model: "detector")
        }
        return record
    }

    @Test("each code is counted by itself")
    func codes() throws {
        let lines = try lines(failures: ["image-truncated", "url-unreachable", "image-truncated"])
        #expect(lines.compactMap { $0["ErrorCode"]?.string } == ["image-truncated", "url-unreachable"])
        #expect(lines.compactMap { $0["ErrorCount"]?.integer } == [2, 1])
        for line in lines { #expect(line.metrics == ["YOLO/Errors": ["ErrorCount"]]) }
    }

    @Test("where nothing failed and nothing was seen, there is no line")
    func none() throws {
        #expect(try lines(failures: []).isEmpty)
    }

    @Test("objects are counted under the size of their own picture, and a request's time once")
    func sizes() throws {
        let lines = try lines(of: record([Self.small, Self.large, Self.small]))
        try #require(lines.count == 2)
        #expect(lines.compactMap { $0["ImageSize"]?.string } == ["under 0.5 MP", "8 MP and more"])
        #expect(lines.map { $0["DetectionCount"]?.numbers } == [[0, 2], [1]])
        #expect(lines.map { $0["InferenceTime"]?.numbers.count } == [2, 1])
        #expect(lines.map { $0["TotalTime"]?.number } == [5, nil])
        #expect(lines[0].metrics["YOLO/Performance"] == ["InferenceTime", "DecodeTime", "TotalTime"])
        #expect(lines[1].metrics["YOLO/Performance"] == ["InferenceTime", "DecodeTime"])
    }

    @Test("no picture of many is left out, though a line takes a hundred", arguments: [100, 101, 250])
    func many(count: Int) throws {
        let lines = try lines(of: record(Array(repeating: Self.small, count: count)))
        #expect(lines.flatMap { $0["DetectionCount"]?.numbers ?? [] } == (0..<count).map(Double.init))
        #expect(lines.count == (count + 99) / 100)
        #expect(lines.allSatisfy { $0["DetectionCount"]?.numbers.count ?? 0 <= 100 })
    }

    @Test("the start of a process counts, whatever it began with")
    func coldStart() throws {
        var record = RequestRecord(id: "r", sender: "warm-up")
        record.isCold = true
        let lines = try lines(of: record)
        #expect(lines.map(\.metrics) == [["YOLO/Performance": ["ColdStart"]]])
        #expect(lines.first?["ColdStart"]?.integer == 1)
    }

    @Test(
        "a line has the lowest level that Lambda's filter passes on",
        arguments: [
            (nil, "INFO"), ("DEBUG", "INFO"), ("INFO", "INFO"), ("WARN", "WARN"), ("ERROR", "ERROR"),
            ("FATAL", "FATAL"), ("loud", "INFO"),
        ] as [(String?, String)])
    func level(lambda: String?, level: String) throws {
        let environment = lambda.map { ["AWS_LAMBDA_LOG_LEVEL": $0] } ?? [:]
        let line = try #require(
            try lines(of: record([Self.small]), environment: environment, level: .error).first)
        #expect(line["level"]?.string == level)
        #expect(line["timestamp"]?.string?.hasSuffix("Z") == true)
    }
}

extension JSONValue {
    /// A metric's values, be they a list or one alone.
    fileprivate var numbers: [Double] { number.map { [$0] } ?? elements.compactMap(\.number) }

    /// The names of a line's metrics, by their namespaces.
    fileprivate var metrics: [String: [String]] {
        let directives = self["_aws"]?["CloudWatchMetrics"]?.elements ?? []
        let pairs = directives.compactMap { directive in
            directive["Namespace"]?.string.map { namespace in
                (namespace, directive["Metrics"]?.elements.compactMap { $0["Name"]?.string } ?? [])
            }
        }
        return Dictionary(pairs, uniquingKeysWith: +)
    }
}
