package import NIOCore
package import NIOHTTP1

/// An answer whose body has not been read yet; it lasts as long as the closure that it is given to.
package struct HTTPResponse: Sendable {
    /// The HTTP status; never one of 1xx, which are passed over.
    package let status: Int
    /// The headers.
    package let headers: HTTPHeaders
    /// The body, which can be read once.
    package let body: HTTPBody

    /// The whole body.
    ///
    /// - Parameter limit: The most that is taken, in bytes; the announced size is looked at before anything is read.
    /// - Returns: The bytes.
    /// - Throws: `http-body-too-large`, and as ``HTTPBody``.
    package func bytes(upTo limit: Int) async throws -> [UInt8] {
        let announced = headers.first(name: "content-length").flatMap { Int($0) }
        guard announced ?? 0 <= limit else { throw Self.tooLarge(limit, announced: announced) }
        var bytes: [UInt8] = []
        for try await chunk in body {
            guard chunk.readableBytes <= limit - bytes.count else { throw Self.tooLarge(limit, announced: nil) }
            if bytes.isEmpty { bytes.reserveCapacity(max(announced ?? 0, chunk.readableBytes)) }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    private static func tooLarge(_ limit: Int, announced: Int?) -> HTTPExchangeError {
        HTTPExchangeError(
            .bodyTooLarge, "the body is too large", expected: "at most \(limit) bytes",
            found: announced.map { "\($0) bytes" } ?? "more")
    }
}

/// A body, piece by piece as it comes: the other side waits while nobody asks for more.
///
/// Asking throws `http-answer-cut-short`, `http-answer-timed-out`, `http-answer-invalid` or `http-tls-failed` where the
/// body does not come to its end, and `CancellationError`.
package struct HTTPBody: AsyncSequence, AsyncIteratorProtocol, Sendable {
    /// A piece.
    package typealias Element = ByteBuffer

    let connection: HTTPConnection
    /// Which of the connection's exchanges it belongs to.
    let exchange: Int
    let silence: Duration

    /// The body itself, which keeps no place of its own.
    package func makeAsyncIterator() -> HTTPBody { self }

    /// The next piece, or `nil` at the end.
    package func next() async throws -> ByteBuffer? {
        try await connection.nextChunk(of: exchange, within: silence)
    }
}
