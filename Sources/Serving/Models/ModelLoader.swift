import Synchronization
package import Vision

/// The service's model: loaded once, beginning as early as possible, and awaited by whoever needs it.
package final class ModelLoader: Sendable {
    /// How far the model is.
    package enum State: Sendable {
        /// Being fetched or loaded.
        case loading
        /// There.
        case ready(VisionModel)
        /// The last attempt failed; the next request tries again.
        case failed(any Error)
    }

    private struct Storage {
        var state = State.loading
        var attempt: Task<VisionModel, any Error>?
    }

    private let load: @Sendable () async throws -> VisionModel
    private let storage = Mutex(Storage())

    /// Prepares to load, and does not begin.
    ///
    /// - Parameter load: Fetches and loads the model.
    package init(_ load: @escaping @Sendable () async throws -> VisionModel) {
        self.load = load
    }

    /// How far the model is, now.
    package var state: State { storage.withLock(\.state) }

    /// Begins to load, unless that has begun.
    package func begin() {
        _ = attempt()
    }

    /// The model, as soon as it is there; a failed attempt is made anew.
    ///
    /// - Throws: ``ServingError`` with `model-unavailable`, whose cause is what loading throws.
    package func model() async throws -> VisionModel {
        if case .ready(let model) = state { return model }
        return try await attempt().value
    }

    private func attempt() -> Task<VisionModel, any Error> {
        storage.withLock { storage in
            if let attempt = storage.attempt { return attempt }
            let attempt = Task { try await self.attemptOnce() }
            storage = Storage(state: .loading, attempt: attempt)
            return attempt
        }
    }

    private func attemptOnce() async throws -> VisionModel {
        do {
            let model = try await load()
            storage.withLock { $0.state = .ready(model) }
            return model
        } catch {
            let error = ServingError.noModel(because: error)
            storage.withLock { $0 = Storage(state: .failed(error), attempt: nil) }
            throw error
        }
    }
}

extension ServingError {
    /// There is no model, and no caller is to blame for it: what is missing or wrong is the service's own.
    fileprivate static func noModel(because cause: any Error) -> ServingError {
        ServingError(
            .modelUnavailable, "the model cannot be fetched or loaded",
            advice: "look for the cause in the service's log", underlying: cause)
    }
}
