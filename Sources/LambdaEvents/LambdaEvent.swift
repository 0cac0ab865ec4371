import Diagnosis
package import JSONText

/// What a function was invoked with, told apart by its sender.
///
/// Shapes follow AWS Lambda's documentation of each event source. Fields without which an event cannot be worked on or
/// answered are required; any other may be missing, and unknown ones are passed over.
package enum LambdaEvent: Sendable {
    /// A request through API Gateway, a function URL or a load balancer.
    case http(HTTPEvent)
    /// Objects of S3 that changed, told by the bucket or by EventBridge.
    case objects([ObjectRecord])
    /// Messages of an SQS queue.
    case queue([QueueMessage])
    /// Notifications of SNS topics.
    case notifications([TopicNotification])
    /// Records of a Kinesis stream, in the order of their shard.
    case stream([KinesisRecord])
    /// Changes of a DynamoDB table, in the order of their shard.
    case tableStream([TableChange])
    /// Any other event of an EventBridge bus.
    case busEvent(EventBridgeEvent)
    /// Tasks of an S3 Batch Operations job.
    case batchOperations(S3BatchJob)
    /// A call that only keeps the function warm.
    case warmUp
    /// A bucket's test message, or a batch without records: there is nothing to do.
    case nothing
    /// Anything else: what a state machine, a test console or another program sent as a request of its own.
    case direct(JSONValue)

    /// Tells which sender an event comes from, and reads it.
    ///
    /// - Parameter event: The root of the event.
    /// - Returns: The event; ``direct(_:)`` where no sender is recognised.
    /// - Throws: ``LambdaEventsError`` with `event-malformed` or `event-unsupported`.
    package static func recognize(_ event: JSONValue) throws(LambdaEventsError) -> LambdaEvent {
        guard event.kind == .object else { return .direct(event) }
        if WarmUp.isWarmUp(event) { return .warmUp }
        if let request = try HTTPEvent.read(event) { return .http(request) }
        if let records = try ObjectRecord.records(in: event) { return records.isEmpty ? .nothing : .objects(records) }
        if let records = event["Records"], records.kind == .array { return try batch(of: records.elements) }
        if let busEvent = EventBridgeEvent(event) { return .busEvent(busEvent) }
        if let job = try S3BatchJob.read(event) { return .batchOperations(job) }
        try refuseOtherSources(event["eventSource"])
        return .direct(event)
    }

    private static func batch(of records: [JSONValue]) throws(LambdaEventsError) -> LambdaEvent {
        guard let first = records.first else { return .nothing }
        let source = first["eventSource"] ?? first["EventSource"]
        switch source?.string {
        case "aws:sqs": return .queue(try records.map(QueueMessage.init(record:)))
        case "aws:sns": return .notifications(try records.map(TopicNotification.init(record:)))
        case "aws:kinesis": return .stream(try records.map(KinesisRecord.init(record:)))
        case "aws:dynamodb": return .tableStream(try records.map(TableChange.init(record:)))
        default: break
        }
        try refuseOtherSources(source)
        throw LambdaEventsError(
            .eventMalformed, "the event's records do not tell their source", expected: "eventSource in each record")
    }

    /// Refuses events of services that have no meaning here, such as mail or message brokers.
    private static func refuseOtherSources(_ source: JSONValue?) throws(LambdaEventsError) {
        guard let name = source?.string, name.hasPrefix("aws:") else { return }
        throw LambdaEventsError(
            .eventUnsupported, "events of this service are not supported",
            expected: "API Gateway, a function URL, a load balancer, S3, SQS, SNS, Kinesis, DynamoDB or EventBridge",
            found: Diagnosis.excerpt(name, limit: 60))
    }
}
