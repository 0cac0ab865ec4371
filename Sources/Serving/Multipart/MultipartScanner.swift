/// Walks through a form body from delimiter to delimiter.
struct MultipartScanner {
    private let bytes: [UInt8]
    private let boundary: MultipartBoundary
    private let limits: MultipartLimits
    /// Where the headers of the next part start; `nil` before the first delimiter.
    private var position: Int?
    private var isAtEnd = false

    init(_ bytes: [UInt8], boundary: MultipartBoundary, limits: MultipartLimits) {
        self.bytes = bytes
        self.boundary = boundary
        self.limits = limits
    }

    /// A delimiter: where its line break starts, and where the next part does, `nil` behind the last one.
    private struct Delimiter {
        let start: Int
        let next: Int?
    }

    /// The next part, or `nil` behind the closing delimiter.
    ///
    /// - Throws: `multipart-malformed`.
    mutating func next() throws(ServingError) -> MultipartPart? {
        if position == nil, !isAtEnd { advance(to: try firstDelimiter()) }
        guard let start = position else { return nil }
        let headersEnd = try endOfHeaders(from: start)
        let headers = try MultipartHeaders(bytes[start..<max(start, headersEnd - 4)])
        // The break behind the headers may be the one that the delimiter starts with: then there is no content.
        guard let delimiter = delimiter(from: headersEnd - 2) else { throw Self.cutOff }
        advance(to: delimiter)
        return headers.part(content: bytes[headersEnd..<max(headersEnd, delimiter.start)])
    }

    private mutating func advance(to delimiter: Delimiter) {
        position = delimiter.next
        isAtEnd = delimiter.next == nil
    }

    private func firstDelimiter() throws(ServingError) -> Delimiter {
        if bytes.starts(with: boundary.delimiter),
            let first = self.delimiter(startingAt: 0, endingAt: boundary.delimiter.count)
        {
            return first
        }
        guard let delimiter = delimiter(from: 0) else {
            throw MultipartBody.malformed(
                "does not have its boundary in it",
                expected: "lines that start with -- and the content type's boundary")
        }
        return delimiter
    }

    private func delimiter(from start: Int) -> Delimiter? {
        var start = start
        while let line = bytes.firstRange(of: boundary.delimiterLine, within: start..<bytes.count) {
            if let delimiter = delimiter(startingAt: line.lowerBound, endingAt: line.upperBound) { return delimiter }
            start = line.upperBound
        }
        return nil
    }

    /// Judges what follows the boundary's characters: anything but the end of the line makes them part of the content.
    private func delimiter(startingAt start: Int, endingAt end: Int) -> Delimiter? {
        let rest = bytes[end...]
        if rest.starts(with: "--".utf8) { return Delimiter(start: start, next: nil) }
        let line = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return line.starts(with: "\r\n".utf8) ? Delimiter(start: start, next: line.startIndex + 2) : nil
    }

    /// Where the content starts; the headers' lines, which may be none, end with an empty one.
    private func endOfHeaders(from start: Int) throws(ServingError) -> Int {
        let end = min(start + limits.maximumHeaderBytes, bytes.count)
        guard let empty = bytes.firstRange(of: [13, 10, 13, 10], within: start - 2..<end) else {
            guard end == bytes.count else {
                throw MultipartBody.malformed(
                    "has a part with too long headers", expected: "at most \(limits.maximumHeaderBytes) bytes")
            }
            throw Self.cutOff
        }
        return empty.upperBound
    }

    private static var cutOff: ServingError {
        MultipartBody.malformed(
            "is cut off", expected: "a last line of --, the content type's boundary and --")
    }
}
