import Diagnosis

/// Requests and answers over one connection, which is kept, and made anew where it broke off.
///
/// It blocks the thread that calls. There are no timeouts: while a function waits it may be frozen for hours.
final class RuntimeTransport {
    /// How many bytes of an answer are read where nobody needs them.
    private static let maximumIgnored = 64 << 10

    private let endpoint: RuntimeEndpoint
    private var connection: SocketConnection?
    private var isUnderWay = false

    /// Connects when it is first used.
    init(_ endpoint: RuntimeEndpoint) {
        self.endpoint = endpoint
    }

    /// Sends a request, and once more where the connection turns out to be dead before anything was answered: kept
    /// connections do not survive the time that a function is frozen.
    ///
    /// - Parameters:
    ///   - request: The request; asking for the same again after `nil` goes on with it.
    ///   - pipe: What ends the wait for the answer early.
    /// - Returns: The answer's head, before its body is read, or `nil` where the wait was ended early.
    /// - Throws: `LambdaRuntimeError`.
    func exchange(_ request: RuntimeRequest, unless pipe: WakePipe) throws(LambdaRuntimeError) -> AnswerHead? {
        try exchangeOnceMore(request) { $0.waitUntilReadable(unless: pipe) }
    }

    /// Sends a request, reads the answer whole and throws where it is a refusal.
    ///
    /// - Throws: `LambdaRuntimeError`.
    func call(_ request: RuntimeRequest) throws(LambdaRuntimeError) {
        if let head = try exchangeOnceMore(request, mayReceive: { _ in true }) { try finish(request, head) }
    }

    /// Sends the head of a request whose body comes in chunks.
    ///
    /// - Throws: `LambdaRuntimeError`.
    func begin(_ request: RuntimeRequest) throws(LambdaRuntimeError) {
        try openConnection().send(request.head(for: endpoint, isChunked: true))
    }

    /// Sends a chunk; an empty one would end the body, and is not sent.
    ///
    /// - Throws: `LambdaRuntimeError` with `connection-lost`.
    func sendChunk(_ bytes: [UInt8]) throws(LambdaRuntimeError) {
        guard !bytes.isEmpty else { return }
        let size = String(bytes.count, radix: 16)
        try openConnection().send(Array("\(size)\r\n".utf8), bytes, Array("\r\n".utf8))
    }

    /// Ends a body in chunks and reads the answer whole.
    ///
    /// - Throws: `LambdaRuntimeError`.
    func end(_ request: RuntimeRequest, trailers: [RuntimeRequest.Field]) throws(LambdaRuntimeError) {
        do throws(LambdaRuntimeError) {
            let connection = try openConnection()
            try connection.send(Array(("0\r\n" + trailers.map(\.line).joined() + "\r\n").utf8))
            try finish(request, connection.receiveHead())
        } catch {
            drop()
            throw error
        }
    }

    /// Reads the body of an answer; the connection is given up where that cannot be done.
    ///
    /// - Throws: `LambdaRuntimeError`, with `event-too-large` where it has more bytes than `limit`.
    func receiveBody(after head: AnswerHead, limit: Int) throws(LambdaRuntimeError) -> [UInt8] {
        guard let connection else { return [] }
        do throws(LambdaRuntimeError) {
            let framing = try head.framing
            let body = try connection.receiveBody(framing, limit: limit)
            if !head.keepsConnection || framing == .untilClose { drop() }
            return body
        } catch {
            drop()
            throw error
        }
    }

    /// Puts an answer other than success into words, with the beginning of its text.
    func refusal(_ head: AnswerHead, to request: RuntimeRequest) -> LambdaRuntimeError {
        let body = (try? receiveBody(after: head, limit: Self.maximumIgnored)) ?? []
        let text = Diagnosis.excerpt(String(decoding: body.prefix(400), as: UTF8.self))
        return LambdaRuntimeError(
            .callRefused, "the Runtime API refused \(request.method) \(request.path)",
            found: "status \(head.status)\(text.isEmpty ? "" : ": ")\(text)")
    }

    /// Gives the connection up; the next request opens another.
    func drop() {
        connection = nil
        isUnderWay = false
    }

    private func exchangeOnceMore(
        _ request: RuntimeRequest, mayReceive: (SocketConnection) -> Bool
    ) throws(LambdaRuntimeError) -> AnswerHead? {
        var mayRepeat = true
        while true {
            do throws(LambdaRuntimeError) {
                let connection = try sendUnlessUnderWay(request)
                guard mayReceive(connection) else { return nil }
                let head = try connection.receiveHead()
                isUnderWay = false
                return head
            } catch {
                let hasReceived = connection?.hasReceived ?? true
                drop()
                guard error.code == .connectionLost, !hasReceived, mayRepeat else { throw error }
                mayRepeat = false
            }
        }
    }

    private func sendUnlessUnderWay(_ request: RuntimeRequest) throws(LambdaRuntimeError) -> SocketConnection {
        let connection = try openConnection()
        if isUnderWay { return connection }
        do throws(LambdaRuntimeError) {
            try connection.send(request.head(for: endpoint), request.body)
        } catch {
            // Who refuses a large body may answer before all of it has come, and close.
            guard (try? connection.receiveMoreUnlessClosed()) == true else { throw error }
        }
        isUnderWay = true
        return connection
    }

    private func openConnection() throws(LambdaRuntimeError) -> SocketConnection {
        if let connection { return connection }
        let new = try SocketConnection(to: endpoint)
        connection = new
        return new
    }

    private func finish(_ request: RuntimeRequest, _ head: AnswerHead) throws(LambdaRuntimeError) {
        if head.status == 413 {
            drop()
            throw LambdaRuntimeError(
                .responseSizeTooLarge, "the response is too large for Lambda", expected: "at most 6 MB",
                found: request.body.isEmpty ? nil : "\(request.body.count) bytes",
                advice: "ask for fewer results or no picture, or let the result be stored in S3")
        }
        guard 200...299 ~= head.status else { throw refusal(head, to: request) }
        // The answer's text says nothing more: where it cannot be read, the connection is given up, and that is all.
        _ = try? receiveBody(after: head, limit: Self.maximumIgnored)
    }
}
