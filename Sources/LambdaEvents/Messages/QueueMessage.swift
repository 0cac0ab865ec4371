import JSONText

/// A message of an SQS queue.
///
/// Source: "Using Lambda with Amazon SQS" in the AWS Lambda Developer Guide.
package struct QueueMessage: Sendable {
    /// What a partial batch response names the message by.
    package let messageID: String
    /// How often the message was received, this time included.
    package let receiveCount: Int?
    /// In a FIFO queue, what keeps its order: of one group, a message follows the one before it.
    package let groupID: String?
    /// The queue's ARN.
    package let queueARN: String?
    private let body: JSONValue?

    /// Reads a record of `aws:sqs`; what the message holds is read later, so that a bad one spoils no batch.
    init(record: JSONValue) throws(LambdaEventsError) {
        messageID = try record.required("messageId", in: "a record of aws:sqs")
        let attributes = record["attributes"]
        receiveCount = attributes?["ApproximateReceiveCount"]?.string.flatMap { Int($0) }
        groupID = attributes?["MessageGroupId"]?.string
        queueARN = record["eventSourceARN"]?.string
        body = record["body"]
    }

    /// What the message holds: a request, objects of S3, either of them in a topic's notification, or text.
    ///
    /// - Throws: ``LambdaEventsError`` with `message-malformed`; trying this message again would not help.
    package func content() throws(LambdaEventsError) -> MessageContent {
        guard let bytes = body?.stringBytes else {
            throw LambdaEventsError(.messageMalformed, "a queue's message has no body", expected: "a string")
        }
        return try MessageContent(bytes)
    }
}
