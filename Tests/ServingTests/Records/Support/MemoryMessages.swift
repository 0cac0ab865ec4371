import AWSClient
import Synchronization

/// A queue and a bus in memory.
final class MemoryMessages: MessageQueue, EventBus {
    private struct State {
        var messages: [QueueMessage] = []
        var events: [BusEvent] = []
        var failure: AWSError?
    }

    private let state = Mutex(State())

    /// The messages, in order.
    var messages: [QueueMessage] { state.withLock(\.messages) }

    /// The events, in order.
    var events: [BusEvent] { state.withLock(\.events) }

    /// Makes everything fail, or succeed again with `nil`.
    func fail(with code: AWSError.Code?) {
        state.withLock { $0.failure = code.map { AWSError($0, "the test wants it") } }
    }

    func send(_ message: QueueMessage, to queueURL: String) async throws -> String {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.messages.append(message)
            return "message-\(state.messages.count)"
        }
    }

    func put(_ events: [BusEvent]) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.events += events
        }
    }
}
