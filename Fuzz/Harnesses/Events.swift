import JSONText
import LambdaEvents

/// Recognises an event, reads all that it holds, and answers it.
func fuzzLambdaEvent(_ bytes: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(bytes), let event = try? LambdaEvent.recognize(document.root) else {
        return false
    }
    for answer in answers(to: event) {
        require((try? JSONDocument(answer)) != nil, "an answer is JSON")
    }
    return true
}

/// Each answer depends on the parts of the event, so that none stays unread.
private func answers(to event: LambdaEvent) -> [[UInt8]] {
    switch event {
    case .http(let request):
        let body = (try? request.body(maximumBytes: 1_000)) ?? []
        require(request.path.utf8.first == UInt8(ascii: "/"), "a path begins with a slash")
        return [HTTPAnswer.Body.text(body), .binary(body)].map { body in
            request.answer(HTTPAnswer(status: HTTPStatus(request.query.count), fields: request.fields, body: body))
        }
    case .queue(let messages):
        let failed = messages.indices.filter { (try? messages[$0].content()) == nil }
        return [BatchItemFailures(messages: messages, failed: Set(failed)).answer]
    case .notifications(let notifications):
        for notification in notifications { _ = try? notification.content() }
    case .stream(let records):
        let failed = records.indices.filter { (try? records[$0].content(maximumBytes: 1_000)) == nil }
        return [BatchItemFailures(records: records, failed: Set(failed)).answer]
    case .tableStream(let changes):
        let failed = changes.indices.filter { (try? (changes[$0].newImage(), changes[$0].keys())) == nil }
        return [BatchItemFailures(records: changes, failed: Set(failed)).answer]
    case .batchOperations(let job):
        return [job.answer(job.tasks.map { S3BatchJob.TaskResult(taskID: $0.taskID, code: .succeeded) })]
    case .direct(let value): _ = try? EventBody(of: value).bytes(maximumBytes: 1_000)
    case .objects, .busEvent, .warmUp, .nothing: break
    }
    return []
}
