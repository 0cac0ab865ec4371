import JSONText

/// The calls of Lambda's Runtime API, version 2018-06-01.
///
/// Calls block the thread that makes them.
final class RuntimeAPIClient {
    /// What `next` brought.
    enum Next {
        /// An event to answer.
        case invocation(Invocation)
        /// An event that cannot be read; its sender is told why.
        case unreadable(requestID: String, LambdaRuntimeError)
    }

    private let transport: RuntimeTransport
    private let maximumEventBytes: Int

    /// Makes a client, which connects when it is first used.
    ///
    /// - Parameters:
    ///   - endpoint: The Runtime API's address.
    ///   - maximumEventBytes: How large an event may be.
    init(_ endpoint: RuntimeEndpoint, maximumEventBytes: Int) {
        transport = RuntimeTransport(endpoint)
        self.maximumEventBytes = maximumEventBytes
    }

    /// Waits for the next event.
    ///
    /// - Parameter pipe: What ends the wait early; asking again goes on with it.
    /// - Returns: The event, or `nil` where the wait was ended early.
    /// - Throws: `LambdaRuntimeError`.
    func next(unless pipe: WakePipe) throws(LambdaRuntimeError) -> Next? {
        guard let head = try transport.exchange(.next, unless: pipe) else { return nil }
        guard head.status == 200 else { throw transport.refusal(head, to: .next) }
        let invocation: InvocationHead
        do throws(LambdaRuntimeError) {
            invocation = try InvocationHead(head)
        } catch {
            transport.drop()
            throw error
        }
        do throws(LambdaRuntimeError) {
            let body = try transport.receiveBody(after: head, limit: maximumEventBytes)
            return .invocation(
                Invocation(
                    requestID: invocation.requestID, deadline: invocation.deadline, body: body,
                    context: invocation.context))
        } catch {
            return .unreadable(requestID: invocation.requestID, error)
        }
    }

    /// Sends a whole answer.
    ///
    /// - Throws: `LambdaRuntimeError`, with `response-size-too-large` where Lambda does not take that many bytes.
    func respond(to requestID: String, with body: [UInt8]) throws(LambdaRuntimeError) {
        try transport.call(.post(Self.path(requestID, "response"), contentType: "application/json", body: body))
    }

    /// Begins an answer in pieces.
    ///
    /// - Throws: `LambdaRuntimeError`.
    func stream(_ head: InvocationResponse.Head, to requestID: String) throws(LambdaRuntimeError) -> ResponseStream {
        try ResponseStream(head, path: Self.path(requestID, "response"), over: transport)
    }

    /// Tells that an invocation failed.
    ///
    /// - Throws: `LambdaRuntimeError`.
    func fail(_ requestID: String, with failure: InvocationFailure) throws(LambdaRuntimeError) {
        try post(failure, to: Self.path(requestID, "error"))
    }

    /// Tells that the function cannot be initialized.
    ///
    /// - Throws: `LambdaRuntimeError`, with `call-refused` where an event was asked for before.
    func failInitialization(with failure: InvocationFailure) throws(LambdaRuntimeError) {
        try post(failure, to: "/runtime/init/error")
    }

    /// Tells that initialization is done, and returns in each copy that Lambda restores from the snapshot.
    ///
    /// - Throws: `LambdaRuntimeError`.
    func waitForRestore() throws(LambdaRuntimeError) {
        try transport.call(RuntimeRequest(method: "GET", path: "/runtime/restore/next"))
    }

    /// Tells that a restored copy cannot go on.
    ///
    /// - Throws: `LambdaRuntimeError`.
    func failRestore(with failure: InvocationFailure) throws(LambdaRuntimeError) {
        try post(failure, to: "/runtime/restore/error")
    }

    private func post(_ failure: InvocationFailure, to path: String) throws(LambdaRuntimeError) {
        var request = RuntimeRequest.post(path, contentType: "application/json", body: failure.json)
        request.fields.append(.errorType(failure))
        try transport.call(request)
    }

    private static func path(_ requestID: String, _ call: String) -> String {
        "/runtime/invocation/\(requestID)/\(call)"
    }
}
