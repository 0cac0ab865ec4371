import AWSClient
import JSONText
import TestSupport
import Testing

/// Clients of the moto server.
enum Moto {
    static let requirement = Comment(rawValue: MotoServer.requirement)

    static func client() throws -> AWSClient {
        let server = try #require(MotoServer.shared)
        return AWSClient(environment: AWSEnvironment(server.environment), retry: .hasty)
    }

    /// Calls an operation with boto3, which must succeed.
    @discardableResult
    static func call(_ service: String, _ operation: String, _ parameters: String = "{}") throws -> JSONValue {
        let answer = try Fixture.json(try #require(MotoServer.shared).call(service, operation, parameters))
        #expect(answer["error"]?.string == nil)
        return answer
    }
}
