/// Takes what one invocation's handler tells to the Runtime API, and speaks for it where it falls silent.
struct InvocationDelivery {
    /// How long before the deadline a silent handler is given up.
    private static let margin = Duration.milliseconds(100)

    private let requestID: String
    private let client: RuntimeAPIClient
    private let backstop: ContinuousClock.Instant
    private var stream: ResponseStream?

    /// Whether the handler has begun its answer.
    var hasBegun: Bool { stream != nil }

    /// Prepares for one invocation.
    init(of invocation: Invocation, over client: RuntimeAPIClient) {
        requestID = invocation.requestID
        self.client = client
        // With little time left, most of it is still the handler's.
        backstop = invocation.deadline - min(Self.margin, max(.zero, invocation.remaining) / 4)
    }

    /// Passes messages on until the invocation is answered, by the handler or for it.
    ///
    /// - Throws: `LambdaRuntimeError` where the Runtime API did not take the answer, or with `deadline-reached`.
    mutating func deliver(_ mailbox: HandlerMailbox) throws(LambdaRuntimeError) {
        while true {
            switch mailbox.receive(until: backstop) {
            case .response(let bytes): return try respond(bytes)
            case .piece(let bytes, let head, let sent): try send(bytes, of: head, sent)
            case .streamEnds(let head): return try openStream(head).end()
            case .failure(let error): return try fail(error)
            case nil:
                try fail(Self.silence)
                throw Self.silence
            }
        }
    }

    private static var silence: LambdaRuntimeError {
        LambdaRuntimeError(
            .deadlineReached, "the handler gave no answer in time", expected: "an answer before the deadline",
            advice: "raise the function's timeout, or its memory, which is also its share of processors")
    }

    private func respond(_ bytes: [UInt8]) throws(LambdaRuntimeError) {
        do throws(LambdaRuntimeError) {
            try client.respond(to: requestID, with: bytes)
        } catch {
            // Lambda has told the invoker by itself then; emulators have not. Either is content with this.
            if error.code == .responseSizeTooLarge { try? client.fail(requestID, with: InvocationFailure(error)) }
            throw error
        }
    }

    private mutating func send(
        _ bytes: [UInt8], of head: InvocationResponse.Head, _ sent: CheckedContinuation<Void, any Error>
    ) throws(LambdaRuntimeError) {
        do throws(LambdaRuntimeError) {
            try openStream(head).send(bytes)
            sent.resume()
        } catch {
            sent.resume(throwing: error)
            throw error
        }
    }

    private mutating func openStream(_ head: InvocationResponse.Head) throws(LambdaRuntimeError) -> ResponseStream {
        if let stream { return stream }
        let new = try client.stream(head, to: requestID)
        stream = new
        return new
    }

    private func fail(_ error: any Error) throws(LambdaRuntimeError) {
        let failure = InvocationFailure(error)
        if let stream { try stream.end(failure: failure) } else { try client.fail(requestID, with: failure) }
    }
}
