import JSONText
import LambdaEvents

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The sample events that `Tests/Fixtures/events/make_events.py` writes.
enum EventFixtures {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/events")

    /// The names of all events, in order.
    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// The text of an event.
    static func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: folder.appending(path: "\(name).json")))
    }

    /// An event, recognised.
    static func event(_ name: String) throws -> LambdaEvent {
        try LambdaEvent.recognize(JSONDocument(bytes(name)).root)
    }

    /// A request, recognised.
    static func request(_ name: String) throws -> HTTPEvent { try http(event(name)) }

    /// The messages of a queue.
    static func messages(_ name: String) throws -> [QueueMessage] {
        guard case .queue(let messages) = try event(name) else { throw UnexpectedEvent(name: name) }
        return messages
    }
}

/// An event is another one than a test expects.
struct UnexpectedEvent: Error {
    let name: String
}

/// An event written in a test.
func recognize(_ json: String) throws -> LambdaEvent {
    try LambdaEvent.recognize(JSONDocument(Array(json.utf8)).root)
}

/// A request written in a test.
func request(_ json: String) throws -> HTTPEvent { try http(recognize(json)) }

private func http(_ event: LambdaEvent) throws -> HTTPEvent {
    guard case .http(let request) = event else { throw UnexpectedEvent(name: event.name) }
    return request
}

/// What one byte after the other spells.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// A short form of a message's content for tables.
func summary(_ content: MessageContent) -> String {
    switch content {
    case .objects(let records):
        "objects " + records.map { "\($0.object.bucket)/\($0.object.key)" }.joined(separator: " ")
    case .busEvent(let event): "event of \(event.source) " + text(Array(event.detail.text))
    case .request(let value): "request " + text(Array(value.text))
    case .text(let text): "text " + text
    case .binary(let bytes): "binary \(bytes)"
    case .nothing: "nothing"
    }
}

extension LambdaEvent {
    /// The case, and for requests the sender.
    var name: String {
        switch self {
        case .http(let request): "http \(request.sender)"
        case .objects: "objects"
        case .queue: "queue"
        case .notifications: "notifications"
        case .stream: "stream"
        case .tableStream: "table stream"
        case .busEvent: "bus event"
        case .batchOperations: "batch operations"
        case .warmUp: "warm-up"
        case .nothing: "nothing"
        case .direct: "direct"
        }
    }
}
