package import AWSClient

/// Jobs as messages of an SQS queue.
package struct MessageJobQueue: JobQueue {
    private let queues: any MessageQueue
    private let url: String

    /// Leaves jobs in a queue.
    package init(_ queues: any MessageQueue, url: String) {
        self.queues = queues
        self.url = url
    }

    /// Leaves a job's message.
    package func send(_ message: String, id: String) async throws {
        var message = QueueMessage(body: message)
        if url.hasSuffix(".fifo") { (message.groupID, message.deduplicationID) = (id, id) }
        try await queues.send(message, to: url)
    }
}
