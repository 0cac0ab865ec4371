import AWSClient
import HTTPExchange
import TestSupport
import Testing

/// `Scripts/faulty_server.py`, once for all tests.
enum FaultyServer {
    static let shared = ScriptServer([Fixture.path("Scripts/faulty_server.py")])

    static let requirement: Comment = "python3 is needed"
    static var isAvailable: Bool { shared != nil }
    static var endpoint: String { "http://127.0.0.1:\(shared?.port ?? "1")" }

    /// How often a path was asked for.
    static func count(_ path: String) -> Int? { shared?.ask(path).flatMap { Int($0) } }

    /// A client of it that hardly waits between attempts, and finds no connections that other tests have left.
    static func client(_ changes: [String: String] = [:]) -> AWSClient {
        var variables = [
            "AWS_ENDPOINT_URL": endpoint, "AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "secret",
        ]
        variables.merge(changes) { _, new in new }
        return AWSClient(environment: AWSEnvironment(variables), retry: .hasty, over: HTTPClient())
    }

    /// An object behind a behaviour of the server.
    static func object(_ behaviour: String) throws -> ObjectLocation {
        try ObjectLocation(bucket: "bucket", key: behaviour)
    }
}

extension RetryPolicy {
    /// The standard's attempts with waits of at most a millisecond.
    static var hasty: RetryPolicy {
        var policy = RetryPolicy.standard
        policy.serviceBase = .milliseconds(1)
        policy.throttlingBase = .milliseconds(1)
        return policy
    }
}
