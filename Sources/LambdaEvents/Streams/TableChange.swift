package import JSONText

/// A change of an item in a DynamoDB table, from the table's stream.
///
/// Source: "Using AWS Lambda with Amazon DynamoDB" in the AWS Lambda Developer Guide.
package struct TableChange: StreamRecord {
    /// What happened to an item.
    package enum Kind: String, Sendable {
        /// It is new.
        case insert = "INSERT"
        /// It has other attributes now.
        case modify = "MODIFY"
        /// It is gone, deleted or expired.
        case remove = "REMOVE"
    }

    /// The record's place in its shard.
    package let sequenceNumber: String
    /// What happened, or `nil` where the record tells something that is not known here.
    package let kind: Kind?
    /// The stream's ARN, in which the table is named.
    package let streamARN: String?
    private let change: JSONValue

    /// Reads a record of `aws:dynamodb`; its item is read later, so that a bad one spoils no batch.
    init(record: JSONValue) throws(LambdaEventsError) {
        change = try record.requiredObject("dynamodb", in: "a record of aws:dynamodb")
        sequenceNumber = try change.required("SequenceNumber", in: "a record of aws:dynamodb")
        kind = record["eventName"]?.string.flatMap(Kind.init(rawValue:))
        streamARN = record["eventSourceARN"]?.string
    }

    /// The item as it is now, as plain JSON; `nil` where it is gone or the stream has no new images.
    ///
    /// - Throws: ``LambdaEventsError`` with `message-malformed`; trying this record again would not help.
    package func newImage() throws(LambdaEventsError) -> JSONDocument? {
        try document(of: "NewImage")
    }

    /// The item's key, as plain JSON.
    ///
    /// - Throws: ``LambdaEventsError`` with `message-malformed`.
    package func keys() throws(LambdaEventsError) -> JSONDocument? {
        try document(of: "Keys")
    }

    private func document(of name: String) throws(LambdaEventsError) -> JSONDocument? {
        guard let attributes = change[name], !attributes.isNull else { return nil }
        var writer = JSONWriter()
        try AttributeValue(map: attributes).write(into: &writer)
        do {
            return try JSONDocument(writer.bytes)
        } catch {
            throw LambdaEventsError(.messageMalformed, "an item is too large or too deep", underlying: error)
        }
    }
}
