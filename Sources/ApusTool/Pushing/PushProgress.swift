import Packaging
import Registry
import Synchronization

/// Draws how far a push is, and says in the end what was sent.
final class PushProgress: Sendable {
    private struct State {
        var bar: ProgressBar
        var sent: [ContentDigest: Int] = [:]
        var mounted: Set<ContentDigest> = []
    }

    private let state: Mutex<State>
    private let sizes: [ContentDigest: Int]

    init(_ plan: PushPlan) {
        sizes = Dictionary(
            plan.contents.filter { !$0.isPresent }.map { ($0.descriptor.digest, $0.descriptor.byteCount) },
            uniquingKeysWith: { first, _ in first })
        state = Mutex(State(bar: ProgressBar(total: plan.missingByteCount, unit: ByteCount.text)))
    }

    /// Takes a fact.
    func note(_ event: PushEvent) {
        state.withLock { state in
            switch event {
            case .sent(let digest, let byteCount): state.sent[digest] = byteCount
            case .uploaded(let digest): state.sent[digest] = sizes[digest]
            case .mounted(let digest):
                state.sent[digest] = sizes[digest]
                state.mounted.insert(digest)
            }
            state.bar.update(done: state.sent.values.reduce(0, +))
        }
    }

    /// Takes the bar away, and puts a line in its place.
    func finish() {
        state.withLock { state in
            state.bar.clear()
            let mounted = state.mounted.reduce(0) { $0 + (sizes[$1] ?? 0) }
            let sent = sizes.values.reduce(0, +) - mounted
            Terminal.writeError(
                "sent \(ByteCount.text(sent))"
                    + (mounted > 0 ? ", took \(ByteCount.text(mounted)) from the other repository" : "") + "\n")
        }
    }
}
