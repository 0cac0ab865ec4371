import Synchronization

/// Events that wait for a function, functions that wait for an event, and events in work.
///
/// Each change is one short step under a lock; whoever has to be told is told after it.
final class InvocationBoard: Sendable {
    /// An event as it is handed to a function.
    struct Event: Sendable {
        let requestID: String
        let body: [UInt8]
        let timeout: Duration
    }

    private struct Entry {
        let event: Event
        var times: InvocationOutcome.Times
        let continuation: CheckedContinuation<InvocationOutcome, Never>
    }

    private struct Waiter {
        let connection: ObjectIdentifier
        let take: @Sendable (Event) -> Void
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var queue: [String] = []
        var waiters: [Waiter] = []
        var initializationFailure: ReportedFailure?
        var ending: ReportedFailure?
    }

    private let state = Mutex(State())

    /// What a function reported instead of asking for events.
    var initializationFailure: ReportedFailure? { state.withLock { $0.initializationFailure } }

    /// Puts an event into the line and waits until it is answered.
    func run(_ event: Event) async -> InvocationOutcome {
        await withCheckedContinuation { continuation in
            let now = ContinuousClock.now
            let ending = state.withLock { state in
                state.entries[event.requestID] = Entry(
                    event: event, times: .init(queued: now, answered: now), continuation: continuation)
                state.queue.append(event.requestID)
                return state.ending
            }
            if let ending { finish(event.requestID, .failure(ending)) } else { match() }
        }
    }

    /// A function asks for an event: `take` is called when there is one.
    func wait(_ connection: ObjectIdentifier, take: @escaping @Sendable (Event) -> Void) {
        state.withLock { $0.waiters.append(Waiter(connection: connection, take: take)) }
        match()
    }

    /// Forgets a connection that went away while it waited.
    func forget(_ connection: ObjectIdentifier) {
        state.withLock { $0.waiters.removeAll { $0.connection == connection } }
    }

    /// Takes an event back whose taker turned out to be gone.
    func putBack(_ event: Event) {
        state.withLock { state in
            guard state.entries[event.requestID] != nil else { return }
            state.entries[event.requestID]?.times.handedOver = nil
            state.queue.insert(event.requestID, at: 0)
        }
        match()
    }

    /// Whether this event is with a function.
    func isInWork(_ requestID: String) -> Bool {
        state.withLock { $0.entries[requestID]?.times.handedOver != nil }
    }

    /// Ends an invocation.
    ///
    /// - Parameters:
    ///   - requestID: Which.
    ///   - answer: How.
    ///   - firstByte: When the answer began to come.
    /// - Returns: False where nobody waits for it.
    @discardableResult
    func finish(
        _ requestID: String, _ answer: InvocationOutcome.Answer, firstByte: ContinuousClock.Instant? = nil
    ) -> Bool {
        let entry = state.withLock { state in
            state.queue.removeAll { $0 == requestID }
            return state.entries.removeValue(forKey: requestID)
        }
        guard var entry else { return false }
        entry.times.answered = .now
        entry.times.firstByte = firstByte
        entry.continuation.resume(returning: .init(requestID: requestID, answer: answer, times: entry.times))
        return true
    }

    /// A function is on its way: events wait for it.
    func functionStarts() {
        state.withLock { $0.ending = nil }
    }

    /// There is no function any more: events are answered with that, also those to come.
    func functionEnds(_ failure: ReportedFailure) {
        state.withLock { $0.ending = failure }
        finishAll(failure)
    }

    private func finishAll(_ failure: ReportedFailure) {
        for requestID in state.withLock({ Array($0.entries.keys) }) { finish(requestID, .failure(failure)) }
    }

    /// A function cannot be initialized, and every event in the line is answered with that.
    ///
    /// - Returns: False where a function has asked for an event before, as Lambda has it.
    func failInitialization(_ failure: ReportedFailure) -> Bool {
        let isAccepted = state.withLock { state in
            let isServing = !state.waiters.isEmpty || state.entries.values.contains { $0.times.handedOver != nil }
            if !isServing { state.initializationFailure = failure }
            return !isServing
        }
        if isAccepted { finishAll(failure) }
        return isAccepted
    }

    /// Hands the first event to the first function.
    private func match() {
        let pair = state.withLock { state -> (Waiter, Event)? in
            guard let requestID = state.queue.first, let waiter = state.waiters.first else { return nil }
            state.queue.removeFirst()
            state.waiters.removeFirst()
            state.entries[requestID]?.times.handedOver = .now
            return state.entries[requestID].map { (waiter, $0.event) }
        }
        if let (waiter, event) = pair { waiter.take(event) }
    }
}
