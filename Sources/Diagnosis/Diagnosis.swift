/// What went wrong, told so that the reader can act: the fact, what was expected, what came, and what to do.
///
/// Every error of this package carries one. The `code` is stable: programs match on it, and the same string stands in
/// JSON answers, logs and metrics.
public struct Diagnosis: Sendable, Hashable {
    /// A stable kebab-case identifier such as `image-too-large`.
    public let code: String
    /// The fact, in one sentence without a full stop.
    public let what: String
    /// What would have been right, or `nil` where that goes without saying.
    public let expected: String?
    /// What came instead.
    public let found: String?
    /// What the reader can do about it.
    public let advice: String?

    /// Makes a diagnosis; text from outside is escaped and cut by ``excerpt(_:limit:)`` before it gets here.
    public init(
        code: String, what: String, expected: String? = nil, found: String? = nil, advice: String? = nil
    ) {
        self.code = code
        self.what = what
        self.expected = expected
        self.found = found
        self.advice = advice
    }

    /// Text that came from outside, made safe to print: control characters escaped, and cut to `limit` bytes of UTF-8
    /// and an ellipsis.
    public static func excerpt(_ text: String, limit: Int = 200) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let piece = scalar.isControl ? scalar.escaped(asASCII: true) : String(scalar)
            guard result.utf8.count + piece.utf8.count <= limit else { return result + "…" }
            result += piece
        }
        return result
    }
}

extension Diagnosis: CustomStringConvertible {
    /// At most three lines: the fact; expected and found; the advice.
    public var description: String {
        var lines = [what]
        switch (expected, found) {
        case (let expected?, let found?): lines.append("  expected \(expected), found \(found)")
        case (let expected?, nil): lines.append("  expected \(expected)")
        case (nil, let found?): lines.append("  found \(found)")
        case (nil, nil): break
        }
        if let advice { lines.append("  try: \(advice)") }
        return lines.joined(separator: "\n")
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
