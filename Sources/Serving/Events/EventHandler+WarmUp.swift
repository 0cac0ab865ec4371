import LambdaEvents

extension EventHandler {
    /// Answers a warm-up event once the service is warm.
    ///
    /// - Throws: What warming up throws; ``ServingError`` with `model-loading` or `deadline-exceeded` where that takes too
    ///   long.
    func warmUp(deadline: ContinuousClock.Instant?) async throws -> [UInt8] {
        do {
            return try await withDeadline(deadline?.advanced(by: .zero - Service.answerMargin)) { try await warmed() }
        } catch {
            throw service.reason(for: error)
        }
    }

    private func warmed() async throws -> [UInt8] {
        try await service.warmUp()
        return WarmUp.answer(instance: service.life.instance, isCold: service.life.isFirst())
    }
}
