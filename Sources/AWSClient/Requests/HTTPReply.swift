import HTTPExchange
import NIOCore
import NIOHTTP1

/// An answer whose body has not been read yet.
struct HTTPReply: Sendable {
    /// The most that is read of an answer that says what went wrong, in bytes; DynamoDB puts whole items into some.
    static let errorLimit = 2 << 20

    /// The HTTP status.
    let status: Int
    /// Who answered.
    let host: String
    private let response: HTTPResponse
    private let hasBody: Bool

    /// Takes the client's answer.
    init(_ response: HTTPResponse, method: String, host: String) {
        (status, self.host, self.response) = (response.status, host, response)
        hasBody = method != "HEAD"
    }

    /// A header's first value.
    func header(_ name: String) -> String? { response.headers.first(name: name) }

    /// All headers whose names start so, without that beginning.
    func headers(withPrefix prefix: String) -> [String: String] {
        let own = response.headers.filter { $0.name.lowercased().hasPrefix(prefix) }
            .map { (String($0.name.lowercased().dropFirst(prefix.count)), $0.value) }
        return Dictionary(own) { first, _ in first }
    }

    /// The size that the answer announces, in bytes.
    var announcedBytes: Int? { header("content-length").flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }

    /// Whether the answer says that all went well.
    var isSuccess: Bool { 200..<300 ~= status }

    /// The whole body.
    ///
    /// - Parameter limit: The most that is taken, in bytes; the announced size is looked at before anything is read.
    /// - Returns: The bytes.
    /// - Throws: `object-too-large`; ``FailedAttempt`` where the body ends early.
    func bytes(upTo limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await forEachChunk(upTo: limit) { chunk in
            if bytes.isEmpty { bytes.reserveCapacity(announcedBytes ?? chunk.readableBytes) }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    /// Hands out the body piece by piece.
    ///
    /// - Parameters:
    ///   - limit: The most that is taken, in bytes.
    ///   - use: Takes each piece.
    /// - Throws: As `bytes(upTo:)`, and what `use` throws.
    func forEachChunk(upTo limit: Int, _ use: (ByteBuffer) throws -> Void) async throws {
        guard hasBody else { return }
        if let announcedBytes, announcedBytes > limit { throw tooLarge(announcedBytes, limit: limit) }
        var count = 0
        for try await chunk in response.body {
            count += chunk.readableBytes
            guard count <= limit else { throw tooLarge(nil, limit: limit) }
            try use(chunk)
        }
        if let announcedBytes, count != announcedBytes {
            throw FailedAttempt.shortBody(from: host, announced: announcedBytes, found: count)
        }
    }

    private func tooLarge(_ size: Int?, limit: Int) -> AWSError {
        AWSError(
            .objectTooLarge, "the answer of \(host) is too large", expected: "at most \(limit) bytes",
            found: size.map { "\($0) bytes" } ?? "more")
    }
}
