package import JSONText

/// What a message of a queue, topic or stream holds, out of the envelopes it came in.
package enum MessageContent: Sendable {
    /// Objects of S3 that changed.
    case objects([ObjectRecord])
    /// A JSON document that is no envelope: a request of our own.
    case request(JSONValue)
    /// An event of a bus, whose detail may be a request.
    case busEvent(EventBridgeEvent)
    /// Text that is no JSON document, such as an address.
    case text(String)
    /// Bytes that are no text, such as a picture.
    case binary([UInt8])
    /// The message with which a bucket tests its notification.
    case nothing

    /// How many envelopes may lie in each other: an S3 event in a topic's notification in a queue needs one.
    private static let maximumEnvelopes = 3

    /// Reads what a message holds.
    ///
    /// - Parameters:
    ///   - message: The message, whole.
    ///   - envelopes: How many envelopes it was taken from already.
    /// - Throws: ``LambdaEventsError`` with `message-malformed` where a JSON document is broken, or an envelope lacks
    ///   what belongs in it.
    init(_ message: [UInt8], envelopes: Int = 0) throws(LambdaEventsError) {
        let first = message.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            self = String(validating: message, as: UTF8.self).map(Self.text) ?? .binary(message)
            return
        }
        do {
            self = try Self.unpack(JSONDocument(message).root, envelopes: envelopes)
        } catch let error as LambdaEventsError {
            throw error.code == .messageMalformed ? error : Self.malformed("the event in a message is malformed", error)
        } catch {
            throw Self.malformed("a message begins like a JSON document and is none", error)
        }
    }

    private static func unpack(_ document: JSONValue, envelopes: Int) throws -> MessageContent {
        if let records = try ObjectRecord.records(in: document) {
            return records.isEmpty ? .nothing : .objects(records)
        }
        if let event = EventBridgeEvent(document) { return .busEvent(event) }
        guard document["Type"]?.string == "Notification", document["TopicArn"] != nil,
            let inner = document["Message"]?.stringBytes
        else { return .request(document) }
        guard envelopes < maximumEnvelopes else {
            throw LambdaEventsError(
                .messageMalformed, "a message lies in too many envelopes", expected: "at most \(maximumEnvelopes)")
        }
        return try MessageContent(inner, envelopes: envelopes + 1)
    }

    private static func malformed(_ what: String, _ cause: any Error) -> LambdaEventsError {
        LambdaEventsError(.messageMalformed, what, underlying: cause)
    }
}
