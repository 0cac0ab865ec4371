package import JSONText

/// The body of a request, in the form that the event has it; decoded when it is asked for.
package struct EventBody: Sendable {
    /// The event's `body`: a string, an object as test consoles send it, `null`, or missing.
    package let value: JSONValue?
    /// Whether a string is base64.
    package let isBase64Encoded: Bool

    /// Finds the body of an event, which may also be one of our own that only has a `body`.
    package init(of event: JSONValue) {
        value = event["body"]
        isBase64Encoded = event["isBase64Encoded"]?.boolean ?? false
    }

    /// The body's bytes: decoded base64, UTF-8 text, or the JSON text of a body that is no string.
    ///
    /// - Parameter maximumBytes: The most that is decoded.
    /// - Returns: Nothing where there is no body.
    /// - Throws: ``LambdaEventsError`` with `body-malformed` or `body-too-large`.
    package func bytes(maximumBytes: Int) throws(LambdaEventsError) -> [UInt8] {
        guard let value, !value.isNull else { return [] }
        let isString = value.kind == .string
        if isString, isBase64Encoded {
            return try Self.decode(value, maximumBytes: maximumBytes, otherwise: .bodyMalformed)
        }
        // An escape is at most six bytes that stand for one, so this much is known before anything is copied.
        let atLeast = isString ? value.text.count / 6 : value.text.count
        guard atLeast <= maximumBytes else { throw Self.tooLarge(maximumBytes) }
        let bytes = value.stringBytes ?? Array(value.text)
        guard bytes.count <= maximumBytes else { throw Self.tooLarge(maximumBytes) }
        return bytes
    }

    /// Decodes a string of base64.
    ///
    /// - Parameters:
    ///   - value: The string.
    ///   - maximumBytes: The most that is decoded.
    ///   - malformed: What the error is called where the string is no base64.
    /// - Returns: The bytes.
    /// - Throws: ``LambdaEventsError`` with that code or `body-too-large`.
    static func decode(
        _ value: JSONValue, maximumBytes: Int, otherwise malformed: LambdaEventsError.Code
    ) throws(LambdaEventsError) -> [UInt8] {
        do {
            return try value.base64Decoded(maximumBytes: maximumBytes)
        } catch {
            guard error.code != .base64TooLarge else { throw tooLarge(maximumBytes, underlying: error) }
            throw LambdaEventsError(malformed, "data is not the base64 that it is sent as", underlying: error)
        }
    }

    private static func tooLarge(_ limit: Int, underlying: (any Error)? = nil) -> LambdaEventsError {
        LambdaEventsError(
            .bodyTooLarge, "the body is too large", expected: "at most \(limit) bytes", underlying: underlying)
    }
}
