package import Diagnosis

/// Why JSON or base64 was refused.
///
/// Errors tell the place in bytes and the kind of what stood there, never the text itself: it may be somebody's picture.
package struct JSONError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// The text is not JSON as RFC 8259 defines it.
        case malformed = "json-malformed"
        /// Objects and arrays lie deeper in each other than the limit.
        case tooDeep = "json-too-deep"
        /// The document has more values than the limit, or 4 GiB.
        case tooLarge = "json-too-large"
        /// The text is not base64.
        case base64Malformed = "base64-malformed"
        /// The base64 text holds more bytes than the limit.
        case base64TooLarge = "base64-too-large"
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)? = nil

    /// Makes an error; every place that throws says what was expected and what came where it can.
    package init(
        _ code: Code, _ what: String, expected: String? = nil, found: String? = nil, advice: String? = nil
    ) {
        self.code = code
        diagnosis = Diagnosis(
            code: code.rawValue, what: what, expected: expected, found: found, advice: advice)
    }
}
