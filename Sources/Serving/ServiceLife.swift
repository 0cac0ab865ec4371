import Synchronization

/// What one process of a service remembers from request to request.
package final class ServiceLife: Sendable {
    /// A name for this process, so that logs and warm-up answers tell instances apart.
    package let instance: String
    private let hasAnswered = Atomic(false)

    /// Begins a life under a random name.
    init() {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        instance = String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// Whether nothing was answered before; true once.
    func isFirst() -> Bool {
        !hasAnswered.exchange(true, ordering: .relaxed)
    }
}
