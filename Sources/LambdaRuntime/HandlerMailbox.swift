import Dispatch
import Synchronization

/// What a handler's task tells the loop's thread, in order.
///
/// The loop's thread waits here instead of in a task: it may block, and a handler that hangs does not keep it.
final class HandlerMailbox: Sendable {
    /// One thing to tell.
    enum Message: Sendable {
        /// The whole answer.
        case response([UInt8])
        /// A piece of a stream; the handler goes on when it is sent.
        case piece([UInt8], of: InvocationResponse.Head, sent: CheckedContinuation<Void, any Error>)
        /// A stream is complete.
        case streamEnds(InvocationResponse.Head)
        /// The handler threw.
        case failure(any Error)
    }

    private struct State {
        var messages: [Message] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let count = DispatchSemaphore(value: 0)

    /// Runs a handler in a task that tells what it answers.
    func start(
        _ handle: @escaping @Sendable (Invocation) async throws -> InvocationResponse, _ invocation: Invocation
    ) -> Task<Void, Never> {
        Task.detached {
            do {
                switch try await handle(invocation) {
                case .bytes(let bytes): self.send(.response(bytes))
                case .stream(let stream):
                    try await stream.body(ResponseWriter(head: stream.head, mailbox: self))
                    self.send(.streamEnds(stream.head))
                }
            } catch {
                self.send(.failure(error))
            }
        }
    }

    /// Tells the loop something; after the invocation's end nobody listens.
    func send(_ message: Message) {
        let isAccepted = state.withLock { state in
            if !state.isClosed { state.messages.append(message) }
            return !state.isClosed
        }
        if isAccepted { count.signal() } else { message.refuse() }
    }

    /// The next message, or `nil` where none came until `deadline`.
    func receive(until deadline: ContinuousClock.Instant) -> Message? {
        let seconds = max(.zero, ContinuousClock.now.duration(to: deadline)) / .seconds(1)
        guard count.wait(timeout: .now() + seconds) == .success else { return nil }
        return state.withLock { $0.messages.removeFirst() }
    }

    /// Refuses what is left and what is still to come.
    func close() {
        let left = state.withLock { state in
            state.isClosed = true
            defer { state.messages = [] }
            return state.messages
        }
        for message in left { message.refuse() }
    }
}

extension HandlerMailbox.Message {
    fileprivate func refuse() {
        guard case .piece(_, _, let sent) = self else { return }
        sent.resume(throwing: LambdaRuntimeError(.streamClosed, "the stream's invocation has ended"))
    }
}
