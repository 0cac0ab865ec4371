import JSONText
import LambdaEvents

extension EventRecord {
    /// A change of an object.
    init(_ record: ObjectRecord) {
        let task = RecordTask(record)
        self.init(sender: "aws:s3", name: task.origin.address) { [task] }
    }

    /// A message of a queue; those of one group keep their order.
    init(_ message: QueueMessage) {
        self.init(sender: "aws:sqs", name: message.messageID) {
            try RecordTask.tasks(of: message.content(), name: message.messageID, takesJobs: true)
        }
        carrier = message.queueARN.map { .queue(arn: $0) }
        lane = message.groupID
        delivery = message.receiveCount
    }

    /// A notification of a topic.
    init(_ notification: TopicNotification) {
        self.init(sender: "aws:sns", name: notification.messageID) {
            try RecordTask.tasks(of: notification.content(), name: notification.messageID)
        }
    }

    /// A record of a stream; those of one partition key keep their order.
    init(_ record: KinesisRecord, maximumBytes: Int) {
        let name = "\(record.streamARN.map(Self.lastPart) ?? "stream")/\(record.sequenceNumber)"
        self.init(sender: "aws:kinesis", name: name) {
            try RecordTask.tasks(of: record.content(maximumBytes: maximumBytes), name: name)
        }
        lane = record.partitionKey
    }

    /// A change of a table's item, whose new image is a request; changes of one item keep their order.
    init(_ change: TableChange) {
        let table = change.streamARN?.split(separator: "/").dropFirst().first.map(String.init) ?? "table"
        let name = "\(table)/\(change.sequenceNumber)"
        self.init(sender: "aws:dynamodb", name: name) {
            guard change.kind != .remove, let image = try change.newImage() else { return [] }
            return [RecordTask(origin: .message(name), work: .analysis(.request(image.root)))]
        }
        carrier = change.streamARN.map { .tableStream(arn: $0) }
        lane = (try? change.keys()).flatMap(\.self).map { String(decoding: $0.root.text, as: UTF8.self) }
    }

    /// An event of a bus, whose detail is a request.
    init(_ event: EventBridgeEvent, invocation: String) {
        let name = event.id ?? invocation
        self.init(sender: "aws:events", name: name) {
            [RecordTask(origin: .message(name), work: .analysis(.request(event.detail)))]
        }
        carrier = .bus(source: event.source)
    }

    /// A task of an S3 Batch Operations job.
    init(_ task: S3BatchJob.Task) {
        let task = RecordTask(object: task.object, sequencer: nil)
        self.init(sender: "aws:s3-batch", name: task.origin.address) { [task] }
    }

    private static func lastPart(of arn: String) -> String {
        arn.split(separator: "/").last.map(String.init) ?? arn
    }
}
