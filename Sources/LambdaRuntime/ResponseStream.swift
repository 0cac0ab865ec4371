import JSONText

/// An answer that is sent in pieces.
///
/// Headers, prelude and trailers follow AWS' guide to building a custom runtime, "response streaming".
struct ResponseStream {
    private let request: RuntimeRequest
    private let transport: RuntimeTransport

    /// Sends what stands before the pieces.
    ///
    /// - Throws: `LambdaRuntimeError`.
    init(
        _ head: InvocationResponse.Head, path: String, over transport: RuntimeTransport
    ) throws(LambdaRuntimeError) {
        request = RuntimeRequest(
            method: "POST", path: path,
            fields: [
                .init(name: "Content-Type", value: head.contentType),
                .init(name: "Lambda-Runtime-Function-Response-Mode", value: "streaming"),
                .init(name: "Trailer", value: "\(RuntimeRequest.Field.errorTypeName), \(Self.errorBodyName)"),
            ])
        self.transport = transport
        try transport.begin(request)
        try transport.sendChunk(head.firstBytes)
    }

    /// Sends a piece.
    ///
    /// - Throws: `LambdaRuntimeError` with `connection-lost`.
    func send(_ piece: [UInt8]) throws(LambdaRuntimeError) {
        try transport.sendChunk(piece)
    }

    /// Ends the answer; what failed after the first piece is told behind the last.
    ///
    /// - Throws: `LambdaRuntimeError`.
    func end(failure: InvocationFailure? = nil) throws(LambdaRuntimeError) {
        let trailers = failure.map { failure in
            let body = String(decoding: Base64.encode(failure.json), as: UTF8.self)
            return [.errorType(failure), RuntimeRequest.Field(name: Self.errorBodyName, value: body)]
        }
        try transport.end(request, trailers: trailers ?? [])
    }

    private static let errorBodyName = "Lambda-Runtime-Function-Error-Body"
}
