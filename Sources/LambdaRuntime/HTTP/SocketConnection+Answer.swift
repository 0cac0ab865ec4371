extension SocketConnection {
    /// How long a line of a chunked body may be, in bytes.
    private static let maximumLine = 4 << 10
    /// How many interim answers and trailer fields are passed over.
    private static let maximumSkipped = 64

    /// Receives an answer's head; interim answers (1xx) are passed over.
    ///
    /// - Throws: `LambdaRuntimeError` with `connection-lost` or `answer-malformed`.
    func receiveHead() throws(LambdaRuntimeError) -> AnswerHead {
        for _ in 0..<Self.maximumSkipped {
            let head = try AnswerHead(receiveUntil(.headEnd, limit: Self.bufferSize))
            if head.status >= 200 { return head }
        }
        throw .malformed("is interim without an end")
    }

    /// Receives a body of at most `limit` bytes.
    ///
    /// - Throws: `LambdaRuntimeError` with `event-too-large`, `connection-lost` or `answer-malformed`.
    func receiveBody(_ framing: AnswerHead.Framing, limit: Int) throws(LambdaRuntimeError) -> [UInt8] {
        switch framing {
        case .length(let length):
            guard length <= limit else { throw .tooLarge(length, limit: limit) }
            return try receive(length)
        case .chunked: return try receiveChunks(limit: limit)
        case .untilClose: return try receiveUntilClose(limit: limit)
        }
    }

    /// The bytes are initialized by the system: a body of megabytes is neither zeroed first nor copied after.
    private func receive(_ count: Int) throws(LambdaRuntimeError) -> [UInt8] {
        var failure: LambdaRuntimeError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            do throws(LambdaRuntimeError) {
                try read(into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[..<count]))
                initialized = count
            } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }

    private func receiveChunks(limit: Int) throws(LambdaRuntimeError) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = try chunkSize(receiveUntil(.lineEnd, limit: Self.maximumLine))
            if size == 0 { break }
            guard size <= limit - body.count else { throw .tooLarge(nil, limit: limit) }
            body += try receive(size)
            guard try receiveUntil(.lineEnd, limit: Self.maximumLine).isEmpty else {
                throw .malformed("has a chunk that is longer than it says")
            }
        }
        for _ in 0..<Self.maximumSkipped
        where try receiveUntil(.lineEnd, limit: Self.maximumLine).isEmpty { return body }
        throw .malformed("has trailers without an end")
    }

    /// Hexadecimal digits, before whatever extensions.
    private func chunkSize(_ line: [UInt8]) throws(LambdaRuntimeError) -> Int {
        let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != 0x09 }
        let text = String(decoding: digits, as: UTF8.self)
        guard let first = text.first, first.isHexDigit, let size = Int(text, radix: 16) else {
            throw .malformed("has a garbled chunk size", found: line[...])
        }
        return size
    }

    private func receiveUntilClose(limit: Int) throws(LambdaRuntimeError) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            body += received
            guard body.count <= limit else { throw .tooLarge(nil, limit: limit) }
            skip(received.count)
            if try !receiveMoreUnlessClosed() { return body }
        }
    }

    /// Bytes up to a mark, which is passed over.
    private func receiveUntil(_ mark: ByteMark, limit: Int) throws(LambdaRuntimeError) -> [UInt8] {
        var searched = 0
        while true {
            let start = received.startIndex + max(0, searched - mark.bytes.count)
            if let end = mark.index(in: received[start...]) {
                let found = Array(received[..<end])
                skip(found.count + mark.bytes.count)
                return found
            }
            searched = received.count
            guard searched < limit else { throw .malformed("has a line without an end") }
            try receiveMore()
        }
    }
}

extension LambdaRuntimeError {
    /// A body is longer than it may be; `count` is its length in bytes, where that was told.
    fileprivate static func tooLarge(_ count: Int?, limit: Int) -> LambdaRuntimeError {
        LambdaRuntimeError(
            .eventTooLarge, "the event is too large", expected: "at most \(limit) bytes",
            found: count.map { "\($0) bytes" } ?? "more",
            advice: "put the picture into S3 and send its bucket and key")
    }
}
