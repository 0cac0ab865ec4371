import Diagnosis
import JSONText
import Testing

@Suite("Base64")
struct Base64Tests {
    private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648, section 4, bit by bit.
    private func encodedSlowly(_ bytes: [UInt8]) -> [UInt8] {
        var bits = bytes.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 } }
        while bits.count % 6 != 0 { bits.append(0) }
        var text = stride(from: 0, to: bits.count, by: 6).map { start in
            alphabet[bits[start..<start + 6].reduce(0) { $0 << 1 | Int($1) }]
        }
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return text
    }

    private func random(_ count: Int) -> [UInt8] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 &+ UInt64(count)
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }

    private func decode(_ text: String, maximumBytes: Int = 1_000) throws(JSONError) -> [UInt8] {
        try Base64.decode(text.utf8, maximumBytes: maximumBytes)
    }

    @Test("every length up to 300 bytes is encoded and decoded, with and without padding, in either alphabet")
    func lengths() throws {
        for count in 0...300 {
            let bytes = random(count)
            let text = encodedSlowly(bytes)
            #expect(Base64.encode(bytes) == text, "\(count) bytes")
            #expect(try Base64.decode(text, maximumBytes: count) == bytes, "\(count) bytes")
            let bare = text.filter { $0 != UInt8(ascii: "=") }
            #expect(try Base64.decode(bare, maximumBytes: count) == bytes, "\(count) bytes without padding")
            let other = bare.map { ["+": "-", "/": "_"][Character(Unicode.Scalar($0))]?.utf8.first ?? $0 }
            #expect(try Base64.decode(other, maximumBytes: count) == bytes, "\(count) bytes in the other alphabet")
            var lines = text
            for place in stride(from: (text.count / 76) * 76, to: 0, by: -76) {
                lines.insert(contentsOf: [0x0D, 0x0A], at: place)
            }
            #expect(try Base64.decode(lines, maximumBytes: count) == bytes, "\(count) bytes in lines")
            if count > 0 { #expect(throws: JSONError.self) { try Base64.decode(text, maximumBytes: count - 1) } }
        }
    }

    @Test("a single changed byte is refused or decodes differently, unless it means the same")
    func corruption() throws {
        for count in [1, 2, 3, 50, 100] {
            let bytes = random(count)
            let text = encodedSlowly(bytes)
            for place in text.indices {
                for byte in UInt8.min...UInt8.max where byte != text[place] {
                    var changed = text
                    changed[place] = byte
                    guard let decoded = try? Base64.decode(changed, maximumBytes: 1_000), decoded == bytes else {
                        continue
                    }
                    let isOtherAlphabet = ["+-", "-+", "/_", "_/"].contains {
                        $0.utf8.elementsEqual([text[place], byte])
                    }
                    let isLostPadding =
                        text[place] == UInt8(ascii: "=") && count % 3 == 2 && " \t\r\n".utf8.contains(byte)
                    #expect(isOtherAlphabet || isLostPadding, "\(count) bytes, \(byte) at \(place)")
                }
            }
        }
    }

    @Test(
        "what clients send is tolerated",
        arguments: [
            "AQID/w==", "AQID/w", "AQID_w", " A Q I D / w = = ", "AQID\r\n/w==\r\n", "AQID/w=\n=",
            "data:;base64,AQID/w==",
            "data:image/jpeg;base64,AQID/w==", "DATA:image/png;name=a;BASE64,AQID/w",
            "\n data:image/png;base64,\nAQID/w==",
        ])
    func tolerance(text: String) throws {
        #expect(try decode(text) == [1, 2, 3, 255])
    }

    @Test(
        "what could be something else is refused",
        arguments: [
            "A", "AQIDA", "AQI==", "AQ=", "AQ===", "AQID=", "=", "====", "AQ==AQ==", "AQ==A", "AR==", "AQIE/x==",
            "AQI!", "AQID\0",
            "AQ\u{B}ID", "AQID.", "é", "data:image/png,AQID", "data:image/png;base64", "data:AQID", "dataAQI:",
        ])
    func refusal(text: String) throws {
        let error = try #require(throws: JSONError.self) { try decode(text) }
        #expect(error.code == .base64Malformed)
    }

    @Test("an error tells the place and the kind of character")
    func message() throws {
        let error = try #require(throws: JSONError.self) { try decode("data:;base64,AQID!") }
        #expect(error.diagnosis.what == "the base64 text is malformed at character 17")
        #expect(error.diagnosis.found == "\"!\"")
    }

    @Test("no more is decoded than is allowed, and white space is not counted")
    func limit() throws {
        #expect(try decode("AQID  \n\n/w==", maximumBytes: 4) == [1, 2, 3, 255])
        let error = try #require(throws: JSONError.self) { try decode("AQID/w==", maximumBytes: 3) }
        #expect(error.code == .base64TooLarge)
        #expect(try decode("", maximumBytes: 0) == [])
        #expect(throws: JSONError.self) { try decode("AQID", maximumBytes: -1) }
    }

    @Test("text with escapes is decoded as if it had none", arguments: [10, 100, 20_000, 100_000])
    func escaped(count: Int) throws {
        let bytes = random(count)
        let text = String(decoding: Base64.encode(bytes), as: UTF8.self)
        let slashes = text.split(separator: "/", omittingEmptySubsequences: false).joined(separator: #"\/"#)
        for escaped in [text, slashes, #"data:image\/png;base64,\r\n"# + slashes, #"\u0020"# + slashes + #"\n"#] {
            let value = try JSONDocument(Array("\"\(escaped)\"".utf8)).root
            #expect(try value.base64Decoded(maximumBytes: count) == bytes)
            #expect(throws: JSONError.self) { try value.base64Decoded(maximumBytes: count - 1) }
        }
    }

    @Test("only a string holds base64")
    func kinds() throws {
        let error = try #require(throws: JSONError.self) {
            try JSONDocument([0x33]).root.base64Decoded(maximumBytes: 1)
        }
        #expect(error.code == .base64Malformed)
        #expect(error.diagnosis.found == "number")
    }
}
