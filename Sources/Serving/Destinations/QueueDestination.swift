import AWSClient

/// Results as messages of an SQS queue; each comes at least once.
///
/// A FIFO queue keeps the results of one source in order, and drops what is sent twice within five minutes.
struct QueueDestination: ResultDestination {
    let queues: any MessageQueue
    let url: String

    var remembers: Bool { false }

    func holds(_ result: ResultIdentity, of origin: ResultOrigin) async throws -> Bool { false }

    func store(_ result: FinishedResult) async throws {
        var message = QueueMessage(body: MessageText.text(result.document.json(atMost: MessageText.limit)))
        if url.hasSuffix(".fifo") {
            message.groupID = result.identity.source
            message.deduplicationID = result.identity.delivery ?? RandomName.make()
        }
        try await queues.send(message, to: url)
    }
}
