import Diagnosis
import JSONText
import LambdaEvents
import Testing

@Suite("Bodies")
struct BodyTests {
    private static let limit = 64

    private static func body(_ members: String, maximumBytes: Int = limit) throws -> [UInt8] {
        try request("{\"httpMethod\": \"POST\", \(members)}").body(maximumBytes: maximumBytes)
    }

    @Test(
        "a body is read in every form it comes in",
        arguments: [
            (#""body": "caf\u00e9 \"\n""#, "café \"\n"), (#""body": "aGVsbG8=", "isBase64Encoded": true"#, "hello"),
            (#""body": "aGVsbG8=", "isBase64Encoded": false"#, "aGVsbG8="),
            (#""body": {"a": [1, "b"]}"#, #"{"a": [1, "b"]}"#), (#""body": [1]"#, "[1]"),
            (#""body": {"a": 1}, "isBase64Encoded": true"#, #"{"a": 1}"#),
            (#""body": null"#, ""), (#""body": """#, ""), (#""other": 1"#, ""),
            (#""body": "", "isBase64Encoded": true"#, ""), (#""body": null, "isBase64Encoded": true"#, ""),
        ])
    func forms(members: String, expected: String) throws {
        #expect(try text(Self.body(members)) == expected)
    }

    @Test("a picture comes out as its bytes")
    func picture() throws {
        #expect(
            try EventFixtures.request("http-api").body(maximumBytes: Self.limit) == [0xFF, 0xD8, 0xFF, 0xE0, 0x00])
    }

    @Test(
        "the limit counts decoded bytes, and exactly",
        arguments: [
            #""body": "12345""#, #""body": "\u0031\u0032\u0033\u0034\u0035""#, #""body": 12345"#,
            #""body": "MTIzNDU=", "isBase64Encoded": true"#,
        ])
    func limits(members: String) throws {
        #expect(try text(Self.body(members, maximumBytes: 5)) == "12345")
        for limit in [4, 0] {
            let error = #expect(throws: LambdaEventsError.self) { try Self.body(members, maximumBytes: limit) }
            #expect(error?.code == .bodyTooLarge)
        }
    }

    @Test("a body that is no base64 is refused without a word of it")
    func malformed() throws {
        let error = #expect(throws: LambdaEventsError.self) {
            try Self.body(#""body": "*secret*", "isBase64Encoded": true"#)
        }
        #expect(error?.code == .bodyMalformed)
        #expect(error?.description.contains("secret") == false)
    }

    @Test("the body of an event of one's own is read the same way")
    func ownEvent() throws {
        guard case .direct(let event) = try recognize(#"{"body": "{\"url\": \"u\"}"}"#) else {
            throw UnexpectedEvent(name: "direct")
        }
        #expect(try text(EventBody(of: event).bytes(maximumBytes: Self.limit)) == #"{"url": "u"}"#)
    }
}
