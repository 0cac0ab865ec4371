import Diagnosis
import Imaging
import JSONText
import Vision

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The journal of a function: a log line and a line of metrics for each request.
package struct StandardJournal: RequestJournal {
    private let metrics: EmbeddedMetrics?
    private let log: ServiceLog

    /// Opens the journal.
    ///
    /// - Parameters:
    ///   - configuration: What is measured.
    ///   - log: Where the lines go.
    package init(_ configuration: ServiceConfiguration, log: ServiceLog) {
        metrics = configuration.metrics.map(EmbeddedMetrics.init)
        self.log = log
    }

    /// Writes the lines.
    package func add(_ record: RequestRecord, error: (any Error)?) {
        let level: LogLevel = record.status >= 500 ? .error : record.failures.isEmpty ? .info : .warn
        log.add(level, "request", requestID: record.id) { write(record, error: error, to: &$0) }
        let now = Self.milliseconds
        for line in metrics?.lines(for: record) ?? [] { log.add(metrics: { line.write(to: &$0, at: now) }) }
    }

    private static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int(now.tv_sec) * 1_000 + Int(now.tv_nsec) / 1_000_000
    }

    private func write(_ record: RequestRecord, error: (any Error)?, to writer: inout JSONWriter) {
        if let id = record.senderID { writer.member("senderRequestId", Diagnosis.excerpt(id, limit: 100)) }
        if let trace = record.trace { writer.member("traceId", Diagnosis.excerpt(trace, limit: 200)) }
        writer.member("sender", record.sender)
        if !record.route.isEmpty { writer.member("route", Diagnosis.excerpt(record.route, limit: 100)) }
        writer.member("status", record.status)
        writer.member("cold", record.isCold)
        writer.member("bytesIn", record.bytesIn)
        writer.member("bytesOut", record.bytesOut)
        writer.member("milliseconds", (record.milliseconds * 100).rounded() / 100)
        writer.key("predictions")
        writer.array { writer in
            for prediction in record.predictions { write(prediction, to: &writer) }
        }
        if !record.failures.isEmpty {
            writer.key("codes")
            writer.array { writer in for code in record.failures { writer.value(code) } }
        }
        if let note = record.note { writer.member("note", note) }
        if let error { writer.member("error", ServiceLog.excerpt(of: error)) }
    }

    private func write(_ prediction: RequestRecord.PredictionSummary, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("model", prediction.model)
            writer.member("image", prediction.imageSize.description)
            writer.member("detections", prediction.detectionCount)
            for (name, value) in prediction.timings.parts { writer.member(name, (value * 100).rounded() / 100) }
        }
    }
}
