import AWSClient
import JSONText
import Vision

/// Works on one record: analyses what it holds, and takes the result to its places.
struct RecordWorker: Sendable {
    let service: Service
    let results: ResultDesk?
    let loops: DestinationLoops
    /// The invocation's id.
    let id: String
    /// When the invocation's answer must be there.
    let deadline: ContinuousClock.Instant?

    /// How long storing a result may take after an analysis that took all of its time.
    private static let storingTime = Duration.milliseconds(300)

    /// Works on a record; never throws, and never later than the deadline allows.
    func work(on record: EventRecord) async -> RecordOutcome {
        do {
            return try await withDeadline(deadline?.advanced(by: .zero - Service.answerMargin)) {
                try await outcome(of: record)
            }
        } catch {
            var entry = entry(for: record, name: record.name)
            let answer = ErrorAnswer(error)
            (entry.status, entry.failures) = (answer.status, [answer.loggedCode])
            service.journal.add(entry, error: error)
            return .failed(error)
        }
    }

    private func outcome(of record: EventRecord) async throws -> RecordOutcome {
        let tasks: [RecordTask]
        do {
            tasks = try record.tasks()
        } catch {
            return try await refuse(error, record)
        }
        guard !tasks.isEmpty else { return skip(entry(for: record, name: record.name), "nothing to do") }
        var outcome = RecordOutcome.done("")
        for (turn, task) in tasks.enumerated() {
            let next = try await self.outcome(of: task, record)
            outcome = turn == 0 ? next : outcome.joined(with: next)
        }
        return outcome
    }

    /// What is known of the work for the log.
    private func entry(for record: EventRecord, name: String) -> RequestRecord {
        var entry = RequestRecord(id: id, sender: record.sender)
        entry.route = name
        return entry
    }

    /// Leaves work alone that does not need to be done.
    private func skip(_ entry: RequestRecord, _ reason: String) -> RecordOutcome {
        service.remember(entry, note: reason)
        return .done(reason)
    }

    private var analysisDeadline: ContinuousClock.Instant? { deadline?.advanced(by: .zero - Self.storingTime) }
}

// MARK: - Tasks

extension RecordWorker {
    private func outcome(of task: RecordTask, _ record: EventRecord) async throws -> RecordOutcome {
        switch task.work {
        case .analysis(let item): return try await analyze(item, task, record)
        case .job(let message):
            guard let jobs = service.jobs else { throw ServingError.noJobs }
            let entry = entry(for: record, name: "job \(message.id)")
            var isDoneNow = false
            let outcome = try await jobs.work(on: message, delivery: record.delivery) { item in
                isDoneNow = true
                return await service.result(of: item, record: entry, deadline: analysisDeadline)
            }
            return isDoneNow ? outcome : skip(entry, "done before")
        }
    }

    private func analyze(
        _ item: WorkItem, _ task: RecordTask, _ record: EventRecord
    ) async throws -> RecordOutcome {
        let origin = task.origin
        var entry = entry(for: record, name: origin.address)
        if results == nil { entry.note = "the result is kept nowhere: APUS_RESULTS is not set" }
        do {
            for carrier in [record.carrier, task.carrier, EventCarrier(origin)] {
                if let carrier { try loops.check(carrier) }
            }
        } catch {
            // Its result must not be written either: it would come back like this one.
            _ = await service.refuse(error, record: entry)
            return .refused(ErrorAnswer(error))
        }
        let identity = try await results?.identity(of: origin)
        if let results, let identity, try await results.holds(identity, of: origin) {
            return skip(entry, "done before")
        }
        let isDrawn = results?.storesAnnotated == true
        let answered = await service.result(of: item, isDrawn: isDrawn, record: entry, deadline: analysisDeadline)
        return try await finish(answered, of: origin, identity)
    }

    /// What the record says cannot be read: that is its result.
    private func refuse(_ error: any Error, _ record: EventRecord) async throws -> RecordOutcome {
        let origin = ResultOrigin.message(record.name)
        let entry = entry(for: record, name: record.name)
        let answered = await service.answer(entry, origin: nil, deadline: nil) { throw error }
        return try await finish(answered, of: origin, results?.identity(of: origin))
    }

    /// Puts an answer where it belongs, unless it is a failure that may pass.
    private func finish(
        _ answered: Service.Answered, of origin: ResultOrigin, _ identity: ResultIdentity?
    ) async throws -> RecordOutcome {
        let error = answered.failure.map { ErrorAnswer($0) }
        if let failure = answered.failure, error?.mayPass != false { return .failed(failure) }
        let answer = try JSONDocument(answered.response.body).root
        if let results, let identity {
            try await results.store(
                FinishedResult(
                    identity: identity, origin: origin,
                    document: ResultDocument(answer, of: origin, model: modelName, at: .now),
                    picture: try DrawnPicture(answer)))
        }
        return error.map { .refused($0) } ?? .done(Self.summary(of: answer))
    }

    private var modelName: String? {
        if case .ready(let model) = service.models.state { model.manifest.name } else { nil }
    }

    private static func summary(of answer: JSONValue) -> String {
        if let count = answer["detection_count"]?.integer { return "\(count) detections" }
        return answer["count"]?.integer.map { "\($0) pictures" } ?? "done"
    }
}
