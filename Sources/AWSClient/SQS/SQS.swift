import JSONText

/// Simple Queue Service.
package struct SQS: MessageQueue {
    private let client: AWSClient

    /// SQS in the client's region.
    package init(_ client: AWSClient) { self.client = client }

    /// Leaves a message.
    @discardableResult
    package func send(_ message: QueueMessage, to queueURL: String) async throws -> String {
        let operation = JSONOperation(
            service: .sqs, target: "AmazonSQS.SendMessage", purpose: "sending a message to the queue")
        let answer = try await operation.call(client) { input in
            input.member("QueueUrl", queueURL)
            input.member("MessageBody", message.body)
            if let group = message.groupID { input.member("MessageGroupId", group) }
            if let deduplication = message.deduplicationID { input.member("MessageDeduplicationId", deduplication) }
        }
        guard let id = answer["MessageId"]?.string else {
            throw AWSError(.responseInvalid, "SQS gave no id for a message")
        }
        return id
    }
}
