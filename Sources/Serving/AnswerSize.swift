extension ServiceLimits {
    /// What status, header fields and the names around a body take in an answer, in bytes.
    private static let envelopeBytes = 4_096

    /// Whether the transport carries an answer; its body becomes a string of a JSON document where it is embedded.
    func permits(_ response: ServiceResponse, isEmbedded: Bool) -> Bool {
        let (size, limit) = size(of: response, isEmbedded: isEmbedded)
        return size <= limit
    }

    private func size(of response: ServiceResponse, isEmbedded: Bool) -> (size: Int, limit: Int) {
        isEmbedded
            ? (response.embeddedByteCount, answerBytes - Self.envelopeBytes) : (response.body.count, answerBytes)
    }

    /// Refuses an answer that the transport does not carry.
    ///
    /// - Parameters:
    ///   - response: The answer. To a request its body becomes a string of a JSON document, as HTTP senders of Lambda take
    ///     it, unless it is streamed.
    ///   - request: The request; `nil` for a direct invocation, whose answer is the body.
    /// - Throws: ``ServingError`` with `answer-too-large`.
    func check(_ response: ServiceResponse, to request: ServiceRequest?) throws(ServingError) {
        let (size, limit) =
            request?.isStreamed == true
            ? (response.body.count, streamedBytes) : size(of: response, isEmbedded: request != nil)
        guard size > limit else { return }
        throw ServingError(
            .answerTooLarge, "the answer is too large for its transport", expected: "at most \(limit) bytes",
            found: "\(size) bytes",
            advice: response.isText
                ? "ask for fewer pictures and none drawn, or for fewer outputs" : "ask for JPEG, or for JSON")
    }
}

extension ServiceResponse {
    /// Bytes that the body takes as a string of a JSON document: text with its escapes, all else as base64.
    fileprivate var embeddedByteCount: Int {
        guard isText else { return (body.count + 2) / 3 * 4 }
        return body.reduce(body.count) { count, byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): count + 1
            case ..<0x20: count + 5
            default: count
            }
        }
    }
}
