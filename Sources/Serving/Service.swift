import Vision

/// The service around a model: takes requests and gives responses, and knows nothing of what carries them.
package struct Service: Sendable {
    /// How the service works.
    package let configuration: ServiceConfiguration
    /// The model.
    package let models: ModelLoader
    /// What this process remembers.
    package let life: ServiceLife
    let fetcher: any PictureFetcher
    let journal: any RequestJournal
    let jobs: JobDesk?

    /// Makes a service; it begins to load the model at once.
    ///
    /// - Parameters:
    ///   - configuration: How it works.
    ///   - models: The model.
    ///   - fetcher: Gets pictures that are not in the request.
    ///   - journal: Where records of requests go.
    ///   - jobs: Asynchronous jobs, where there are any.
    package init(
        configuration: ServiceConfiguration, models: ModelLoader, fetcher: any PictureFetcher,
        journal: any RequestJournal, jobs: JobDesk? = nil
    ) {
        self.configuration = configuration
        self.models = models
        self.fetcher = fetcher
        self.journal = journal
        self.jobs = jobs
        life = ServiceLife()
        models.begin()
    }

    /// How long before its deadline a request is answered, come what may.
    package static let answerMargin = Duration.milliseconds(200)

    /// Answers a request; never throws, and never later than the deadline allows.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - deadline: When the answer must be there; `nil` waits for good.
    /// - Returns: The answer, be it an error.
    package func respond(
        to request: ServiceRequest, deadline: ContinuousClock.Instant? = nil
    ) async -> ServiceResponse {
        var record = RequestRecord(id: request.id, sender: "http")
        record.route = "\(request.method) \(request.path)"
        record.bytesIn = request.byteCount
        record.senderID = request.senderID
        return await answer(record, origin: request, deadline: deadline) {
            try await Router(service: self).answer(request)
        }.response
    }

    /// What a piece of work came to.
    struct Answered: Sendable {
        /// The answer, be it an error.
        var response: ServiceResponse
        /// What went wrong.
        var failure: (any Error)?
    }

    /// Does a piece of work in the time that it has, makes failures into answers, and keeps a record of it.
    ///
    /// - Parameters:
    ///   - record: What is known of the work.
    ///   - origin: The request, for the headers that its answer carries; `nil` where nobody waits for one.
    ///   - deadline: When the answer must be there.
    ///   - isCarried: Whether a transport carries the answer, so that it must not be too large for it.
    ///   - work: What is done.
    /// - Returns: What came of it.
    func answer(
        _ record: RequestRecord, origin: ServiceRequest?, deadline: ContinuousClock.Instant?, isCarried: Bool = true,
        _ work: @escaping @Sendable () async throws -> Analyzer.Outcome
    ) async -> Answered {
        var record = record
        var clock = Stopwatch()
        var answered: Answered
        do {
            let outcome = try await withDeadline(deadline?.advanced(by: .zero - Self.answerMargin), work)
            record.predictions = outcome.predictions.map(RequestRecord.PredictionSummary.init)
            record.failures = outcome.failures
            if !outcome.predictions.isEmpty { life.remembersRun() }
            if isCarried { try configuration.limits.check(outcome.response, to: origin) }
            answered = Answered(response: outcome.response)
        } catch {
            let error = reason(for: error)
            let answer = ErrorAnswer(error)
            record.failures.append(answer.loggedCode)
            answered = Answered(response: answer.response(requestID: record.id), failure: error)
        }
        if let origin { configuration.cors?.add(to: &answered.response, for: origin) }
        record.status = answered.response.status
        record.bytesOut = answered.response.body.count
        record.milliseconds = clock.lap()
        // Whoever gave the work up has told of it.
        guard !Task.isCancelled else { return answered }
        if life.isFirst() { record.isCold = true }
        journal.add(record, error: answered.failure)
        return answered
    }
}

extension Service {
    /// Why there is no answer: a request that ran out of time while the model was loading waited for that.
    func reason(for error: any Error) -> any Error {
        guard let late = error as? ServingError, late.code == .deadlineExceeded, case .loading = models.state else {
            return error
        }
        return ServingError.loading
    }
}

extension ServingError {
    /// The model is not there yet.
    static var loading: ServingError {
        ServingError(
            .modelLoading, "the model is still being loaded",
            advice: "ask again in a moment; loading goes on meanwhile")
    }
}
