import JSONText
import Serving
import Synchronization
import Testing

@Suite("Metrics of requests that fail")
struct MetricTests {
    private func lines(_ failures: [String]) throws -> [JSONValue] {
        let written = Mutex<[[UInt8]]>([])
        let configuration = ServiceConfiguration()
        let log = ServiceLog(configuration, environment: [:]) { line in written.withLock { $0.append(line) } }
        var record = RequestRecord(id: "r", sender: "http")
        record.failures = failures
        StandardJournal(configuration, log: log).add(record, error: nil)
        return try written.withLock(\.self).map { try JSONDocument($0).root }.filter { $0["_aws"] != nil }
    }

    @Test("each code is counted by itself")
    func codes() throws {
        let lines = try lines(["image-truncated", "url-unreachable", "image-truncated"])
        #expect(lines.compactMap { $0["ErrorCode"]?.string } == ["image-truncated", "url-unreachable"])
        #expect(lines.compactMap { $0["ErrorCount"]?.integer } == [2, 1])
        for line in lines {
            let directive = line["_aws"]?["CloudWatchMetrics"]?.elements.first
            #expect(directive?["Namespace"]?.string == "YOLO/Errors")
        }
    }

    @Test("where nothing failed and nothing was seen, there is no line")
    func none() throws {
        #expect(try lines([]).isEmpty)
    }
}
