import Inference

extension VisionModel {
    /// Predicts many pictures: the next ones are decoded while the model runs, and one bad picture stops no other.
    ///
    /// - Parameters:
    ///   - sources: The pictures.
    ///   - options: What counts as a result.
    /// - Returns: A prediction or an error for each picture, in the pictures' order.
    /// - Throws: ``VisionError`` with `option-invalid` where the model cannot follow the options.
    public func predict(
        _ sources: [ImageSource], options: PredictionOptions = PredictionOptions()
    ) async throws -> [Result<Prediction, any Error>] {
        var results: [Result<Prediction, any Error>] = []
        try await predictEach(sources, options: options) { _, result in results.append(result) }
        return results
    }

    /// Predicts many pictures and hands each result over as it comes, in the pictures' order.
    ///
    /// - Parameters:
    ///   - sources: The pictures.
    ///   - options: What counts as a result.
    ///   - body: Gets a picture's number and its prediction or error.
    /// - Throws: ``VisionError`` with `option-invalid` where the model cannot follow the options; what `body` throws.
    package func predictEach(
        _ sources: [ImageSource], options: PredictionOptions,
        _ body: (Int, Result<Prediction, any Error>) async throws -> Void
    ) async throws {
        try check(options)
        // As many pictures are in memory as processors can decode, and one more that waits for the model.
        let window = ProcessorShare.availableProcessors + 1
        try await withThrowingTaskGroup(of: (Int, Result<PreparedImage, any Error>).self) { group in
            var started = 0
            var waiting: [Int: Result<PreparedImage, any Error>] = [:]
            for turn in sources.indices {
                while started < min(sources.count, turn + window) {
                    let (index, source) = (started, sources[started])
                    group.addTask { (index, await result { try await preparing(source, options: options) }) }
                    started += 1
                }
                while waiting[turn] == nil, let (index, prepared) = try await group.next() {
                    waiting[index] = prepared
                }
                guard let prepared = waiting.removeValue(forKey: turn) else { break }
                try Task.checkCancellation()
                try await body(turn, await result { try await finishing(prepared.get()) })
            }
        }
    }
}

extension VisionModel {
    private func preparing(_ source: ImageSource, options: PredictionOptions) async throws -> PreparedImage {
        let source = try await source.fetched()
        return try await ComputeThreads.run { try prepare(source, options: options) }
    }

    private func finishing(_ prepared: PreparedImage) async throws -> Prediction {
        try await ComputeThreads.runCancellable { try finish(prepared, cancellation: $0) }
    }
}

/// What an operation gives or throws, as a value.
private func result<Value>(_ operation: () async throws -> Value) async -> Result<Value, any Error> {
    do {
        return .success(try await operation())
    } catch {
        return .failure(error)
    }
}
