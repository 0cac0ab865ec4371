/// A place to leave messages for others: SQS, and whatever stands in for it.
package protocol MessageQueue: Sendable {
    /// Leaves a message.
    ///
    /// When an answer is lost the message is sent again, so it may come twice, as with every such queue.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - queueURL: The queue, such as `https://sqs.eu-central-1.amazonaws.com/123456789012/jobs`.
    /// - Returns: The message's id.
    /// - Throws: ``AWSError``, `CancellationError`.
    @discardableResult
    func send(_ message: QueueMessage, to queueURL: String) async throws -> String
}

/// A message to leave.
package struct QueueMessage: Sendable, Hashable {
    /// The text, at most 1 MiB of it.
    package var body: String
    /// Which messages are kept in order, in queues that keep order.
    package var groupID: String?
    /// Which messages are the same one, in queues that keep order.
    package var deduplicationID: String?

    /// Makes a message.
    package init(body: String, groupID: String? = nil, deduplicationID: String? = nil) {
        self.body = body
        self.groupID = groupID
        self.deduplicationID = deduplicationID
    }
}
