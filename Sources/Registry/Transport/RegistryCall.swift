import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Packaging

/// A request, as the wire has it.
struct RegistryCall: Sendable {
    /// What is sent.
    enum Body: Sendable {
        /// Nothing.
        case none
        /// These bytes.
        case bytes([UInt8])
        /// A part of a content, read while it is sent; `sent` hears how far into the content that is.
        case part(of: any ByteSource, Range<Int>, sent: @Sendable (Int) -> Void)
    }

    var method: String
    /// The whole address; its query may hold secrets, so it does not get into messages.
    var url: String
    var headers: [(name: String, value: String)] = []
    var body = Body.none

    /// The request for the client.
    var request: HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        request.headers = HTTPHeaders(headers.map { ($0.name, $0.value) })
        switch body {
        case .none where method == "POST" || method == "PUT": request.body = .bytes(ByteBuffer())
        case .none: break
        case .bytes(let bytes): request.body = .bytes(ByteBuffer(bytes: bytes))
        case .part(let source, let range, let sent):
            request.body = .stream(
                BodyPieces(source: source, range: range, sent: sent), length: .known(Int64(range.count)))
        }
        return request
    }
}

/// A content in pieces, read as fast as the connection takes them.
private struct BodyPieces: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private static let pieceByteCount = 256 << 10

    let source: any ByteSource
    let range: Range<Int>
    let sent: @Sendable (Int) -> Void

    struct AsyncIterator: AsyncIteratorProtocol {
        let pieces: BodyPieces
        var offset: Int

        mutating func next() async throws -> ByteBuffer? {
            guard offset < pieces.range.upperBound else { return nil }
            let count = Swift.min(BodyPieces.pieceByteCount, pieces.range.upperBound - offset)
            let bytes = try pieces.source.exactly(count, at: offset)
            offset += count
            pieces.sent(offset)
            return ByteBuffer(bytes: bytes)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pieces: self, offset: range.lowerBound) }
}
