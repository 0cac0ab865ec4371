import Diagnosis

/// A failure in ONNX Runtime's own terms.
package struct ONNXRuntimeFailure: Sendable, Error {
    /// The `OrtErrorCode`.
    ///
    /// 1 failure, 2 invalid argument, 3 no such file, 7 invalid protobuf, 9 not implemented, 10 invalid graph.
    package let code: Int
    /// The engine's text; it carries source files, lines and functions of the build.
    package let message: String

    /// Takes the engine's code and text.
    package init(code: Int, message: String) {
        self.code = code
        self.message = message
    }

    /// Whether the engine's text holds a phrase.
    func mentions(_ phrase: String) -> Bool {
        let (text, phrase) = (Array(message.utf8), Array(phrase.utf8))
        guard text.count >= phrase.count else { return false }
        return (0...text.count - phrase.count).contains { text[$0...].starts(with: phrase) }
    }

    /// The part of the text that is for people, safe to print.
    package var excerpt: String {
        Diagnosis.excerpt(Self.withoutSignature(withoutLocation), limit: 300)
    }

    /// The words after the last `file.cc:123`, or else after `… failed:`.
    private var withoutLocation: String {
        let words = message.split(separator: " ", omittingEmptySubsequences: false)
        if let location = words.lastIndex(where: Self.isLocation) {
            return words[(location + 1)...].joined(separator: " ")
        }
        guard message.hasPrefix("Load model from "), let verdict = words.firstIndex(where: { $0.hasPrefix("failed:") })
        else { return message }
        return words[verdict...].joined(separator: " ").dropFirst("failed:".count).description
    }

    private static func isLocation(_ word: Substring) -> Bool {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, let file = parts.dropLast().last, let line = parts.last else { return false }
        return (file.hasSuffix(".cc") || file.hasSuffix(".h")) && !line.isEmpty && line.allSatisfy(\.isNumber)
    }

    /// Drops `void ns::function(const type&, int) ` from the front.
    private static func withoutSignature(_ text: String) -> String {
        guard let opening = text.firstIndex(of: "("), text[..<opening].contains(":") else { return text }
        var depth = 0
        for index in text[opening...].indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return String(text[index...].dropFirst().drop { $0 == " " }) }
        }
        return text
    }
}
