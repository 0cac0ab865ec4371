import AWSClient
import JSONText
import Testing

@Suite("The tracing of requests", .enabled(if: FaultyServer.isAvailable, FaultyServer.requirement))
struct TraceTests {
    @Test(
        "its header goes along as AWS' own clients write it, and is not signed",
        arguments: [
            (nil, nil), ("Root=1-bd86;Parent=53995c3f;Sampled=1", "Root=1-bd86;Parent=53995c3f;Sampled=1"),
            ("first,\"a'?{b}[c]&d:e+f", "first,\"a'?{b}[c]&d:e+f"), ("a b\u{7F}\u{e9}\r\n", "a%20b%7F%C3%A9%0D%0A"),
        ] as [(String?, String?)])
    func header(trace: String?, sent: String?) async throws {
        let object = try FaultyServer.object("echo/trace")
        let bytes = try await RequestTrace.$header.withValue(trace) {
            try await S3(FaultyServer.client()).get(object, maximumBytes: 1 << 20).bytes
        }
        let headers = try Fixture.json(String(decoding: bytes, as: UTF8.self))["headers"]
        #expect(headers?["x-amzn-trace-id"]?.string == sent)
        #expect(headers?["authorization"]?.string?.contains("SignedHeaders=host;x-amz") == true)
        #expect(headers?["authorization"]?.string?.contains("trace") == false)
    }
}
