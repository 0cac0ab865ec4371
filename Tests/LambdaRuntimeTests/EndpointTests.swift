import Diagnosis
import LambdaRuntime
import Testing

@Suite("The Runtime API's address")
struct EndpointTests {
    @Test(
        "is a host and a port",
        arguments: [
            ("127.0.0.1:9001", "127.0.0.1", UInt16(9_001)), ("169.254.100.1:9001", "169.254.100.1", 9_001),
            ("localhost:1", "localhost", 1), ("[::1]:65535", "::1", 65_535),
        ])
    func accepted(text: String, host: String, port: UInt16) throws {
        let endpoint = try RuntimeEndpoint(text)
        #expect(endpoint.host == host)
        #expect(endpoint.port == port)
    }

    @Test(
        "is refused where it is anything else, with a word on how it looks",
        arguments: [
            nil, "", "localhost", ":9001", "localhost:", "localhost:0", "localhost:65536", "localhost:-1",
            "localhost:+1", "localhost:9001/", "http://localhost:9001", "::1:9001", "a b:9001", "a\r\nX: y:9001",
            "localhost:٩", "localhost:9001:9002",
        ])
    func refused(text: String?) throws {
        let error = try #require(throws: LambdaRuntimeError.self) { _ = try RuntimeEndpoint(text) }
        #expect(error.code == .endpointMalformed)
        #expect(error.description.contains("host:port"))
        #expect(!error.description.contains("\r"))
    }

    @Test("stands in the environment beside the reason of the start")
    func environment() throws {
        let variables = ["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001", "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"]
        let configuration = try RuntimeConfiguration(environment: { variables[$0] })
        #expect(configuration.endpoint.port == 9_001)
        #expect(configuration.initializationType == .snapStart)
        let unknown = try RuntimeConfiguration(environment: { $0.hasSuffix("API") ? "h:1" : "something-new" })
        #expect(unknown.initializationType == .onDemand)
    }
}
