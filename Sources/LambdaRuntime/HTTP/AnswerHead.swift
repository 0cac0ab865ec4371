import Diagnosis

/// Status and header fields of an HTTP/1.1 answer (RFC 9112).
struct AnswerHead {
    /// The status code, from 100 to 599.
    let status: Int
    private let fields: [(name: String, value: String)]
    private let isVersion1_1: Bool

    /// How the end of an answer's body is found.
    enum Framing: Equatable {
        case length(Int)
        case chunked
        case untilClose
    }

    /// How many fields an answer may have.
    private static let maximumFields = 128

    /// Reads a head without its last, empty line.
    ///
    /// - Throws: `LambdaRuntimeError` with `answer-malformed`.
    init(_ bytes: [UInt8]) throws(LambdaRuntimeError) {
        let lines = bytes[...].split(onEach: .lineEnd)
        guard let (status, isVersion1_1) = Self.statusLine(lines[0]) else {
            throw .malformed("starts with no status line", found: bytes[...])
        }
        self.status = status
        self.isVersion1_1 = isVersion1_1
        var fields: [(name: String, value: String)] = []
        for line in lines.dropFirst() {
            guard fields.count < Self.maximumFields, let field = Self.field(line) else {
                throw .malformed("has a garbled header field")
            }
            fields.append(field)
        }
        self.fields = fields
    }

    /// The first field of that name, which is written in lower case.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Whether the connection serves further requests.
    var keepsConnection: Bool {
        let options = (self["connection"] ?? "").lowercased()
        return isVersion1_1 ? !options.contains("close") : options.contains("keep-alive")
    }

    /// How the end of the body is found.
    ///
    /// - Throws: `LambdaRuntimeError` with `answer-malformed` where the fields contradict each other.
    var framing: Framing {
        get throws(LambdaRuntimeError) {
            if status == 204 || status == 304 { return .length(0) }
            let lengths = fields.filter { $0.name == "content-length" }.map(\.value)
            let codings = fields.filter { $0.name == "transfer-encoding" }.map { $0.value.lowercased() }
            switch (lengths.count, codings) {
            case (0, []): return .untilClose
            case (0, ["chunked"]): return .chunked
            case (1, []):
                guard let length = Self.length(lengths[0]) else {
                    throw .malformed("has a garbled length", found: Array(lengths[0].utf8)[...])
                }
                return .length(length)
            default: throw .malformed("contradicts itself about its length")
            }
        }
    }

    private static func statusLine(_ line: ArraySlice<UInt8>) -> (Int, Bool)? {
        let text = Array(line.prefix(13))
        guard text.count >= 12, text.starts(with: "HTTP/1.".utf8), text[7] == 0x30 || text[7] == 0x31,
            text[8] == 0x20, text.count == 12 || text[12] == 0x20,
            let status = Int(String(decoding: text[9..<12], as: UTF8.self)), 100...599 ~= status
        else { return nil }
        return (status, text[7] == 0x31)
    }

    private static func field(_ line: ArraySlice<UInt8>) -> (String, String)? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            line[colon...].allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        else { return nil }
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        var value = line[(colon + 1)...].drop(while: isSpace)
        while let last = value.last, isSpace(last) { value.removeLast() }
        return (String(decoding: line[..<colon], as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self))
    }

    /// `Int` would take a sign.
    private static func length(_ text: String) -> Int? {
        text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
    }
}

extension LambdaRuntimeError {
    /// The other side does not speak HTTP as it should.
    ///
    /// - Parameters:
    ///   - what: What is wrong with its answer, as a verb and its object.
    ///   - found: Bytes to show.
    /// - Returns: An error with `answer-malformed`.
    static func malformed(_ what: String, found: ArraySlice<UInt8>? = nil) -> LambdaRuntimeError {
        LambdaRuntimeError(
            .answerMalformed, "the Runtime API's answer \(what)", expected: "an answer in HTTP/1.1",
            found: found.map { Diagnosis.excerpt(String(decoding: $0, as: UTF8.self), limit: 60) })
    }
}
