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
    package var excerpt: String { Diagnosis.excerpt(verdict, limit: 300) }

    /// The text without `Load model from … failed:`, the last `file.cc:123` and its function, and line ends around it.
    private var verdict: String {
        let text = message.split(separator: "\n").joined(separator: " ")
        var words = text.split(separator: " ")
        if text.hasPrefix("Load model from "), let verdict = words.firstIndex(where: { $0.hasPrefix("failed:") }) {
            words.removeFirst(verdict)
            words[0].removeFirst("failed:".count)
        }
        guard let location = words.lastIndex(where: Self.isLocation) else { return words.joined(separator: " ") }
        let cause = Self.withoutFunction(words[(location + 1)...].joined(separator: " "))
        return (words[..<location] + [cause[...]]).joined(separator: " ")
    }

    private static func isLocation(_ word: Substring) -> Bool {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, let line = parts.last else { return false }
        let file = parts[parts.count - 2]
        return (file.hasSuffix(".cc") || file.hasSuffix(".h")) && !line.isEmpty && line.allSatisfy(\.isNumber)
    }

    /// Drops `void ns::function(const type&, int) ` from the front.
    private static func withoutFunction(_ text: String) -> String {
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
