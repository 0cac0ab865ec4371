import Inference
package import LambdaEvents

/// Works on events that nobody waits for: takes their pictures to the model, and the results to where they belong.
///
/// What a record or its picture is at fault of is a result. What may pass makes its sender try the record again: that
/// record alone where the sender knows how to, else the whole event, whose finished parts are then found done.
package struct RecordDesk: Sendable {
    private let service: Service
    private let results: ResultDesk?
    private let loops: DestinationLoops

    /// Opens a desk.
    ///
    /// - Parameters:
    ///   - service: What answers requests, and has the desk of jobs.
    ///   - results: Where results go; `nil` keeps none, and the log says so.
    /// - Throws: ``ServingError`` with `destination-loops` where the settings make results into events.
    package init(service: Service, results: ResultDesk?) throws(ServingError) {
        self.service = service
        self.results = results
        loops = try DestinationLoops(service.configuration)
    }

    /// How many records are worked on at the same time: one for each thread, and one that fetches meanwhile.
    private static let width = ProcessorShare.threads + 1

    /// Works on an event.
    ///
    /// - Parameters:
    ///   - event: The event, of any kind that nobody waits for; there is nothing to do for others.
    ///   - id: The invocation's id.
    ///   - deadline: When the answer must be there; `nil` waits for good.
    /// - Returns: What the event's sender expects, JSON text.
    /// - Throws: What kept a record from being done, where only the whole event can be tried again.
    package func answer(
        _ event: LambdaEvent, id: String, deadline: ContinuousClock.Instant?
    ) async throws -> [UInt8] {
        let worker = RecordWorker(service: service, results: results, loops: loops, id: id, deadline: deadline)
        switch event {
        case .objects(let objects):
            let created = objects.filter { $0.change == .created }
            if created.isEmpty { service.remember(RequestRecord(id: id, sender: "aws:s3"), note: "no object is new") }
            return try await answer(created.map(EventRecord.init), worker)
        case .notifications(let notifications): return try await answer(notifications.map(EventRecord.init), worker)
        case .busEvent(let event): return try await answer([EventRecord(event, invocation: id)], worker)
        case .queue(let messages):
            let failed = await outcomes(RecordBatch(records: messages.map(EventRecord.init)), worker).failures
            return BatchItemFailures(messages: messages, failed: failed).answer
        case .stream(let records):
            let limit = service.configuration.limits.bodyBytes
            return await answer(records, worker) { EventRecord($0, maximumBytes: limit) }
        case .tableStream(let changes): return await answer(changes, worker) { EventRecord($0) }
        case .batchOperations(let job):
            let outcomes = await outcomes(RecordBatch(records: job.tasks.map(EventRecord.init)), worker)
            return job.answer(zip(job.tasks, outcomes).map { task, outcome in outcome.result(of: task.taskID) })
        case .http, .direct, .warmUp, .nothing: return EventSummary([]).json
        }
    }

    /// Answers an event that can only be tried again as a whole.
    private func answer(_ records: [EventRecord], _ worker: RecordWorker) async throws -> [UInt8] {
        let outcomes = await outcomes(RecordBatch(records: records), worker)
        if let failure = outcomes.lazy.compactMap(\.failure).first { throw failure }
        return EventSummary(outcomes).json
    }

    /// Answers a part of a stream, which comes again from the first failed record on.
    private func answer<Record: StreamRecord>(
        _ records: [Record], _ worker: RecordWorker, record: (Record) -> EventRecord
    ) async -> [UInt8] {
        let batch = RecordBatch(records: records.map(record), isCheckpointed: true)
        return BatchItemFailures(records: records, failed: await outcomes(batch, worker).failures).answer
    }

    private func outcomes(_ batch: RecordBatch, _ worker: RecordWorker) async -> [RecordOutcome] {
        let end = worker.deadline?.advanced(by: .zero - Service.answerMargin)
        let outcomes = await batch.outcomes(width: Self.width, until: end) { await worker.work(on: $0) }
        let left = batch.records.indices.filter { outcomes[$0] == nil }
        if let first = left.first {
            let record = RequestRecord(id: worker.id, sender: batch.records[first].sender)
            service.remember(record, note: "\(left.count) of \(batch.records.count) records were not begun")
        }
        return outcomes.map { $0 ?? .failed(ServingError.late) }
    }
}
