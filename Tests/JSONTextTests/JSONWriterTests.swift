import JSONText
import Testing

@Suite("Writing")
struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("commas go where they belong")
    func commas() {
        let written = text { writer in
            writer.object { writer in
                writer.member("a", 1)
                writer.key("b")
                writer.array { writer in
                    writer.value(true)
                    writer.null()
                    writer.object { _ in }
                    writer.array { _ in }
                    writer.value(raw: "[1]".utf8)
                    writer.value(Int64.min)
                }
                writer.member("c", "d")
                writer.member("e", 0.5)
                writer.member("f", false)
                writer.key("g")
                writer.value(base64: [1, 2, 3, 255])
            }
        }
        let array = "[true,null,{},[],[1],-9223372036854775808]"
        let expected = #"{"a":1,"b":\#(array),"c":"d","e":0.5,"f":false,"g":"AQID/w=="}"#
        #expect(written == expected)
    }

    @Test("every character up to U+0800 comes back, wherever it stands")
    func escapes() throws {
        for scalar in (0..<0x800).compactMap(Unicode.Scalar.init) {
            for before in [0, 1, 63, 64] {
                let string = String(repeating: "x", count: before) + String(Character(scalar)) + "y"
                var writer = JSONWriter()
                writer.value(string)
                #expect(writer.bytes.allSatisfy { $0 >= 0x20 })
                #expect(try JSONDocument(writer.bytes).root.string == string)
            }
        }
    }

    @Test("the short escapes are used where there are some")
    func shortEscapes() {
        let written = text { $0.value("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}") }
        #expect(written == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7F}\"")
    }

    @Test(
        "numbers are written as short as they read back",
        arguments: [
            0.1, 1e16, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0, 100, 1 / 3, 123_456_789.123,
        ])
    func numbers(number: Double) throws {
        let written = text { $0.value(number) }
        #expect(written == number.description)
        #expect(try JSONDocument(Array(written.utf8)).root.number?.bitPattern == number.bitPattern)
    }

    @Test("what is no number in JSON is null", arguments: [Double.nan, .infinity, -.infinity])
    func noNumbers(number: Double) {
        #expect(text { $0.value(number) } == "null")
    }
}
