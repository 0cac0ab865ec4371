import LambdaEvents

extension EventHandler {
    /// Answers a warm-up event once the service is warm.
    ///
    /// - Throws: What warming up throws; ``ServingError`` with `model-loading` or `deadline-exceeded` where that takes too
    ///   long.
    func warmUp(id: String, deadline: ContinuousClock.Instant?) async throws -> [UInt8] {
        var record = RequestRecord(id: id, sender: "warm-up")
        let isCold = service.life.isFirst()
        record.isCold = isCold
        let answered = await service.answer(record, origin: nil, deadline: deadline) {
            try await service.warmUp()
            return Analyzer.Outcome(response: .json(WarmUp.answer(instance: service.life.instance, isCold: isCold)))
        }
        if let failure = answered.failure { throw failure }
        return answered.response.body
    }
}
