import Synchronization

/// What one process of a service remembers from request to request.
package final class ServiceLife: Sendable {
    private let name = Mutex(RandomName.word())
    private let hasAnswered = Atomic(false)
    private let isWarm = Atomic(false)

    /// Begins a life under a random name.
    init() {}

    /// A name for this process, so that logs and warm-up answers tell instances apart.
    package var instance: String { name.withLock(\.self) }

    /// Goes on as a process of its own: one of several that were copied from this one.
    package func diverge() {
        name.withLock { $0 = RandomName.word() }
    }

    /// Whether nothing was answered before; true once.
    func isFirst() -> Bool {
        !hasAnswered.exchange(true, ordering: .relaxed)
    }

    /// Whether the model has run here and given a result.
    var hasRun: Bool { isWarm.load(ordering: .relaxed) }

    /// Remembers that the model has run and given a result.
    func remembersRun() {
        isWarm.store(true, ordering: .relaxed)
    }
}
