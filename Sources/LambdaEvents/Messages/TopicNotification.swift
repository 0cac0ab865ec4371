import JSONText

/// A notification of an SNS topic.
///
/// Source: "Invoking Lambda functions with Amazon SNS notifications" in the AWS Lambda Developer Guide.
package struct TopicNotification: Sendable {
    /// The notification's identifier, the same in each delivery of it.
    package let messageID: String
    /// The topic's ARN.
    package let topicARN: String?
    /// The subject, where the publisher gave one.
    package let subject: String?
    private let message: JSONValue?

    /// Reads a record of `aws:sns`; what the notification holds is read later.
    init(record: JSONValue) throws(LambdaEventsError) {
        let notification = try record.requiredObject("Sns", in: "a record of aws:sns")
        messageID = try notification.required("MessageId", in: "a notification")
        topicARN = notification["TopicArn"]?.string
        subject = notification["Subject"]?.string
        message = notification["Message"]
    }

    /// What the notification holds: a request, objects of S3, or text.
    ///
    /// - Throws: ``LambdaEventsError`` with `message-malformed`; trying this notification again would not help.
    package func content() throws(LambdaEventsError) -> MessageContent {
        guard let bytes = message?.stringBytes else {
            throw LambdaEventsError(.messageMalformed, "a notification has no message", expected: "a string")
        }
        return try MessageContent(bytes)
    }
}
