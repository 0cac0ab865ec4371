import JSONText
import LambdaEvents

/// Reads all there is to read in an event, for tests that only ask whether that can be done.
enum EventReading {
    private static let maximumBytes = 1_000

    /// Reads an event; the result depends on each part, so that none is left out.
    static func everything(of event: LambdaEvent) -> Int {
        switch event {
        case .http(let request): size(of: request)
        case .objects(let records): records.reduce(0) { $0 + $1.object.key.utf8.count + $1.eventName.utf8.count }
        case .queue(let messages):
            messages.reduce(0) { $0 + size(try? $1.content()) }
                + BatchItemFailures(messages: messages, failed: [0]).answer.count
        case .notifications(let notifications): notifications.reduce(0) { $0 + size(try? $1.content()) }
        case .stream(let records):
            records.reduce(0) { $0 + size(try? $1.content(maximumBytes: maximumBytes)) }
                + BatchItemFailures(records: records, failed: [1]).answer.count
        case .tableStream(let changes):
            changes.reduce(0) { $0 + size(of: $1) } + BatchItemFailures(records: changes, failed: [0]).answer.count
        case .busEvent(let event): event.detail.text.count + event.source.utf8.count
        case .batchOperations(let job):
            job.answer(job.tasks.map { S3BatchJob.TaskResult(taskID: $0.taskID, code: .succeeded) }).count
        case .direct(let value): (try? EventBody(of: value).bytes(maximumBytes: maximumBytes).count) ?? 0
        case .warmUp, .nothing: 0
        }
    }

    private static func size(of request: HTTPEvent) -> Int {
        let body = (try? request.body(maximumBytes: maximumBytes)) ?? []
        let answer = request.answer(
            HTTPAnswer(status: HTTPStatus(body.count), fields: request.fields, body: .binary(body)))
        return answer.count + request.path.utf8.count + request.query.count + request.cookies.count
            + (request.queryValue("a") ?? request.requestID ?? request.sourceAddress ?? "").utf8.count
    }

    private static func size(of change: TableChange) -> Int {
        let image = try? change.newImage()
        let keys = try? change.keys()
        return (image?.root.text.count ?? 0) + (keys?.root.text.count ?? 0)
    }

    private static func size(_ content: MessageContent?) -> Int {
        switch content {
        case .objects(let records): records.count
        case .request(let value): value.text.count
        case .busEvent(let event): event.source.utf8.count + event.detail.text.count
        case .text(let text): text.utf8.count
        case .binary(let bytes): bytes.count
        case .nothing, nil: 0
        }
    }
}
