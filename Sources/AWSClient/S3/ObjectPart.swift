/// Which part of an object an answer has, and what it says about the whole.
struct ObjectPart: Sendable {
    /// The offsets of the bytes that come.
    let range: Range<Int>
    /// The whole object.
    let description: ObjectDescription

    /// Reads the head of an answer to a request for a part.
    ///
    /// - Parameters:
    ///   - reply: The answer.
    ///   - asked: The offsets that were asked for.
    /// - Throws: `response-invalid` where the part is another one than was asked for.
    init(_ reply: HTTPReply, asked: Range<Int>) throws(AWSError) {
        let place = reply.header("content-range").flatMap(Self.parse)
        guard reply.status == 206, let (range, total) = place,
            range == asked.lowerBound..<min(asked.upperBound, total)
        else {
            throw AWSError(
                .responseInvalid, "\(reply.host) sent another part than was asked for",
                expected: "HTTP 206 with bytes from \(asked.lowerBound) to before \(asked.upperBound)",
                found: "HTTP \(reply.status)"
                    + (place.map { " with \($0.range.lowerBound) to \($0.range.upperBound)" } ?? ""))
        }
        self.range = range
        description = ObjectDescription(reply, byteCount: total)
    }

    /// Reads `bytes 0-99/1000`.
    private static func parse(_ text: String) -> (range: Range<Int>, total: Int)? {
        let words = text.split { " -/".contains($0) }
        guard words.count == 4, words[0] == "bytes", let first = Int(words[1]), let last = Int(words[2]),
            let total = Int(words[3]), 0 <= first, first <= last, last < total
        else { return nil }
        return (first..<(last + 1), total)
    }
}

extension ObjectDescription {
    /// Reads the head of an answer.
    init(_ reply: HTTPReply, byteCount: Int) {
        self.init(
            byteCount: byteCount, etag: reply.header("etag"), versionID: reply.header("x-amz-version-id"),
            contentType: reply.header("content-type"), metadata: reply.headers(withPrefix: "x-amz-meta-"))
    }
}
