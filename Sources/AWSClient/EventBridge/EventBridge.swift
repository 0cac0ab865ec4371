import Diagnosis
import JSONText

/// EventBridge.
package struct EventBridge: EventBus {
    private let client: AWSClient

    /// EventBridge in the client's region.
    package init(_ client: AWSClient) { self.client = client }

    /// Tells events.
    package func put(_ events: [BusEvent]) async throws {
        let operation = JSONOperation(
            service: .events, target: "AWSEvents.PutEvents", version: "1.1", purpose: "putting events on the bus")
        let answer = try await operation.call(client) { input in
            input.key("Entries")
            input.array { entries in events.forEach { Self.write($0, to: &entries) } }
        }
        guard let failed = answer["FailedEntryCount"]?.integer else {
            throw AWSError(.responseInvalid, "EventBridge did not say how many events it took")
        }
        guard failed == 0 else { throw Self.refused(failed, of: events.count, answer) }
    }

    private static func write(_ event: BusEvent, to entries: inout JSONWriter) {
        entries.object { entry in
            entry.member("Source", event.source)
            entry.member("DetailType", event.detailType)
            entry.member("Detail", event.detail)
            if let bus = event.bus { entry.member("EventBusName", bus) }
        }
    }

    private static func refused(_ failed: Int, of count: Int, _ answer: JSONValue) -> AWSError {
        let first = answer["Entries"]?.elements.first { $0["ErrorCode"]?.string != nil }
        let message = first?["ErrorMessage"]?.string.map { Diagnosis.excerpt($0, limit: 300) }
        let code = first?["ErrorCode"]?.string.map { Diagnosis.excerpt($0, limit: 80) }
        return AWSError(
            .requestFailed, "EventBridge refused \(failed) of \(count) events" + (message.map { ": \($0)" } ?? ""),
            found: code, response: .init(status: 200, code: code, message: message, requestID: nil))
    }
}
