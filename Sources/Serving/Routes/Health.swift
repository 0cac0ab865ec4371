import JSONText
import Vision

/// Whether the service can answer.
struct Health {
    private let state: ModelLoader.State

    init(_ state: ModelLoader.State) {
        self.state = state
    }

    /// Whether the model is there.
    var isReady: Bool {
        if case .ready = state { true } else { false }
    }

    /// 200 where the model is there, else 503; whoever waits for the service asks again.
    var response: ServiceResponse {
        var writer = JSONWriter()
        writer.object { $0.member("status", status) }
        return isReady ? .json(writer.bytes) : .unready(writer.bytes)
    }

    private var status: String {
        switch state {
        case .ready: "ready"
        case .loading: "loading"
        case .failed: "failed"
        }
    }
}
