import Packaging
import Registry
import Synchronization

/// Draws how far a push is.
final class PushBar: Sendable {
    private let state: Mutex<(bar: ProgressBar, sent: [ContentDigest: Int])>

    init(_ plan: PushPlan) {
        state = Mutex((ProgressBar(total: plan.missingByteCount, unit: ByteCount.text), [:]))
    }

    /// Takes a fact.
    func note(_ progress: PushProgress) {
        state.withLock { state in
            state.sent[progress.digest] = progress.byteCount
            state.bar.update(done: state.sent.values.reduce(0, +))
        }
    }

    /// Takes the bar away.
    func finish() {
        state.withLock { $0.bar.clear() }
    }
}
