/// Sends the pieces of an answer while it is made.
package struct ResponseWriter: Sendable {
    let head: InvocationResponse.Head
    let mailbox: HandlerMailbox

    /// Sends a piece, and returns when it is on its way: who reads slowly slows down who writes.
    ///
    /// - Parameter bytes: The piece; an empty first one sends what stands before the pieces.
    /// - Throws: `LambdaRuntimeError` with `stream-closed` after the invocation's end, or with `connection-lost`.
    package func write(_ bytes: [UInt8]) async throws {
        try await withCheckedThrowingContinuation { mailbox.send(.piece(bytes, of: head, sent: $0)) }
    }
}
