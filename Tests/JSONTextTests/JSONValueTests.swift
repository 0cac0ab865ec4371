import Diagnosis
import JSONText
import Testing

@Suite("Values of a document")
struct JSONValueTests {
    private func root(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8)).root }

    @Test("members, elements and scalars are read")
    func reading() throws {
        let value = try root(#"{"a":[1,"x\n\u00e9\ud83d\ude00",true,null],"b":{"a":"AQID"},"a\u0062":3.0}"#)
        let elements = try #require(value["a"]).elements
        #expect(elements.map(\.kind) == [.number, .string, .boolean, .null])
        #expect(elements[1].string == "x\né😀")
        #expect(elements[1].stringBytes == Array("x\né😀".utf8))
        #expect(elements[2].boolean == true)
        #expect(elements[3].isNull)
        #expect(value["ab"]?.integer == 3)
        #expect(value["b"]?.text.elementsEqual(#"{"a":"AQID"}"#.utf8) == true)
        #expect(value["c"] == nil)
        #expect(elements[0]["a"] == nil && elements[0].members.isEmpty && elements[0].elements.isEmpty)
    }

    @Test("of members with the same key the last counts, and each key is listed once")
    func duplicates() throws {
        let value = try root(#"{"a":1,"b":2,"\u0061":3}"#)
        #expect(value["a"]?.integer == 3)
        #expect(value.members.map(\.key) == ["a", "b"])
        #expect(value.members.map(\.value.integer) == [3, 2])
    }

    @Test("halves of surrogates that stand alone become U+FFFD")
    func surrogates() throws {
        let value = try root(#""\ud800 \udc00 \ud800\ud83d\ude00 \ud800\u0041""#)
        #expect(value.string == "\u{FFFD} \u{FFFD} \u{FFFD}😀 \u{FFFD}A")
    }

    @Test(
        "whole numbers are integers in any form",
        arguments: [
            ("3", 3), ("3.0", 3), ("3e0", 3), ("30e-1", 3), ("0.003e3", 3), ("-0", 0), ("0e999999999999", 0),
            ("1.00000000000000000000000", 1), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("3.5", nil), ("1e-1", nil), ("1e19", nil),
            ("1e999999999999", nil), ("1e-999999999999", nil), ("100000000000000000000e-20", 1),
            ("123456789012345678901234567890", nil), ("0.00000000000000000000000001", nil),
        ] as [(String, Int?)])
    func integers(text: String, expected: Int?) throws {
        #expect(try root(text).integer == expected)
    }

    @Test(
        "numbers are rounded to the nearest Double",
        arguments: [
            "0.1", "1e22", "1e23", "9007199254740993", "123456789.123456789", "2.2250738585072014e-308", "5e-324",
            "1e-400",
            "1.7976931348623157e308", "179769313486231580793728971405301e276", "-0.0", "0.30000000000000004",
        ])
    func numbers(text: String) throws {
        #expect(try root(text).number?.bitPattern == Double(text)?.bitPattern)
    }

    @Test("a number past the largest Double is none")
    func overflow() throws {
        #expect(try root("1e400").number == nil)
        #expect(try root("-1e999999999999").number == nil)
    }

    @Test(
        "a document in a string is the same as outside of it",
        arguments: [
            #"{"a":"b","n":[1,2.5,true]}"#, "{\n\t\"a\" : \"b\"\r\n}", #"{"a":"b\/c\\d\"e\n\u00e9"}"#, #"["é","😀"]"#,
            "[1,2]",
            "3", #""a""#, #"{"a\"b":1}"#, #"{"":{"":""}}"#,
        ])
    func documentInString(text: String) throws {
        var writer = JSONWriter()
        writer.object { $0.member("body", text) }
        let outer = try #require(try JSONDocument(writer.bytes).root["body"])
        let inner = try outer.document().root
        let expected = try JSONDocument(Array(text.utf8)).root
        #expect(inner.text == expected.text)
        #expect(inner.members.map(\.key) == expected.members.map(\.key))
        #expect(inner.members.map { $0.value.string } == expected.members.map { $0.value.string })
        #expect(inner.elements.map(\.string) == expected.elements.map(\.string))
        #expect(inner.string == expected.string)
    }

    @Test("a document in a string is refused with the place in the unescaped text")
    func malformedInString() throws {
        let value = try root(#""{\"a\":\n}""#)
        let error = try #require(throws: JSONError.self) { try value.document() }
        #expect(error.diagnosis.what == "the JSON is malformed at byte 6")
        #expect(throws: JSONError.self) { try root("3").document() }
        #expect(throws: JSONError.self) { try root(#""\\n1""#).document() }
    }
}
