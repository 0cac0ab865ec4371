import Diagnosis
import JSONText
import Testing

@Suite("Documents")
struct JSONDocumentTests {
    @Test(
        "what RFC 8259 allows is read",
        arguments: [
            "0", "-0", "10", "1.0", "1e5", "1E+5", "1e-5", "-1.25e2", "\"\"", "\"a\"", "true", "false", "null", "[]",
            "{}",
            " [ ] ", "\t{\n}\r", "[[]]", "[1,2]", "[1 , 2]", #"{"":0}"#, #"{"a":1,"a":2}"#, #"{"a":{"b":[]}}"#,
            #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\uD83D\ude00""#, #""\ud800""#, #""\udc00\ud800""#, "\"\u{7F}\"",
            "\"é\"", "\"\u{2028}\"", "\"\u{10FFFF}\"", "123456789012345678901234567890", "1e9999", "-1e-9999",
        ])
    func sound(text: String) throws {
        #expect(throws: Never.self) { try JSONDocument(Array(text.utf8)) }
    }

    @Test(
        "what RFC 8259 does not allow is refused",
        arguments: [
            "", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "{\"a\"", "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,}", "{,}", "{1:2}", "{a:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\",1}", "[1}", "{\"a\":1]",
            "1 2",
            "[] []", "tru", "truE", "True", "nul", "nulll", "falsee", "NaN", "Infinity", "-Infinity", "-", "+1", "01",
            "-01", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "0x10", "1_000", "'a'", "\"", "\"a", "\"\\\"", "\"\\",
            "\"\\x\"",
            "\"\\u\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u123\"", "\"\\U0041\"", "\"\n\"", "\"\t\"", "\"\0\"",
            "\"\u{1F}\"",
            "// a\n1", "/* a */1", "[1]x", "\u{FEFF}[]", "\u{A0}1", "\u{0C}1", "é", "\\n1", "\\\"a\\\"",
        ])
    func unsound(text: String) {
        #expect(code(of: Array(text.utf8)) == .malformed)
    }

    @Test(
        "bytes that are not UTF-8 are refused, wherever in a string they stand",
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE, 0xFF],
        ] as [[UInt8]])
    func foreignBytes(bytes: [UInt8]) {
        for before in [0, 1, 62, 63, 64, 65, 300] {
            for after in [0, 1, 64, 300] {
                let text = Array(repeating: UInt8(ascii: "a"), count: before) + bytes
                let padded = text + Array(repeating: UInt8(ascii: "b"), count: after)
                #expect(code(of: [0x22] + padded + [0x22]) == .malformed, "\(before) before, \(after) after")
            }
        }
    }

    @Test("every document that is cut off is refused")
    func truncated() {
        let text = Array(#"{"a":[1.5e3,"x\u00e9\n é",true],"b":null}"#.utf8)
        for count in text.indices { #expect(code(of: Array(text[..<count])) == .malformed, "\(count) bytes") }
    }

    @Test("depth and the number of values are limited")
    func limits() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(repeating: 0x5B, count: depth) + Array(repeating: 0x5D, count: depth)
        }
        #expect(throws: Never.self) { try JSONDocument(nested(64)) }
        #expect(code(of: nested(65)) == .tooDeep)
        #expect(code(of: Array(repeating: 0x5B, count: 1_000_000)) == .tooDeep)
        let limits = JSONLimits(maximumNodes: 5)
        #expect(code(of: Array(#"{"a":1,"b":2}"#.utf8), limits: limits) == nil)
        #expect(code(of: Array(#"{"a":1,"b":[2]}"#.utf8), limits: limits) == .tooLarge)
    }

    @Test("an error tells the place and the kind of byte, and nothing of the text")
    func message() throws {
        let error = try #require(throws: JSONError.self) { try JSONDocument(Array(#"{"secret":x}"#.utf8)) }
        #expect(error.diagnosis.what == "the JSON is malformed at byte 10")
        #expect(error.diagnosis.expected == "a value")
        #expect(error.diagnosis.found == "a letter")
    }

    private func code(of bytes: [UInt8], limits: JSONLimits = .standard) -> JSONError.Code? {
        do throws(JSONError) {
            _ = try JSONDocument(bytes, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }
}
