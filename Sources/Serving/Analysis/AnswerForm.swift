import Imaging

/// The form of an answer: JSON, or the drawn picture itself.
enum AnswerForm: Sendable, Hashable {
    case json
    case picture(ImageEncoding)

    /// Chooses by the `Accept` header (RFC 9110, 12.5.1); what is not understood is answered by JSON.
    ///
    /// - Parameter accept: The header; `nil` and an empty one accept everything.
    init(accept: String?) {
        let ranges = (accept ?? "").split(separator: ",").map { range in
            range.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
        }
        var best: (form: AnswerForm, quality: Double) = (.json, 0)
        // Browsers that ask for a page name pictures too.
        for parts in ranges where !ranges.contains(where: { $0.first == "text/html" }) {
            guard let type = parts.first, let form = Self.forms[type] else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if quality > best.quality { best = (form, quality) }
        }
        self = best.form
    }

    private static let forms: [String: AnswerForm] = [
        "application/json": .json, "application/*": .json, "*/*": .json,
        "image/jpeg": .picture(.jpeg(quality: 85)), "image/*": .picture(.jpeg(quality: 85)),
        "image/png": .picture(.png), "image/webp": .picture(.webp(quality: 85)),
    ]
}

extension ServingError {
    /// A picture was asked for where there is none to draw on.
    static func noPicture(_ reason: String) -> ServingError {
        ServingError(.answerUnavailable, reason, expected: "Accept: application/json")
    }
}
