import AWSClient
import Diagnosis
import JSONText
import Testing

@Suite("Requests on bad days", .enabled(if: FaultyServer.isAvailable, FaultyServer.requirement))
struct TransportTests {
    private let store = S3(FaultyServer.client())

    private func get(_ behaviour: String, maximumBytes: Int = 1 << 20) async throws -> [UInt8] {
        try await store.get(try FaultyServer.object(behaviour), maximumBytes: maximumBytes).bytes
    }

    @Test(
        "what may pass is tried again, at most twice",
        arguments: [
            "fails/2/503/SlowDown/a", "fails/2/500/InternalError/a", "fails/1/502/x/a", "fails/2/400/RequestTimeout/a",
            "fails/2/400/ThrottlingException/a", "fails/1/429/x/a", "fails/1/409/ConditionalRequestConflict/a",
            "resets/2/a", "cuts/2/a",
        ])
    func passes(_ behaviour: String) async throws {
        #expect(try await get(behaviour) == Array("ok".utf8))
        let failures = behaviour.contains("/2/") ? 2 : 1
        #expect(FaultyServer.count("/bucket/\(behaviour)") == failures + 1)
    }

    @Test(
        "three failures are enough",
        arguments: [
            ("fails/9/503/SlowDown/b", AWSError.Code.throttled), ("fails/9/500/InternalError/b", .serviceFailed),
            ("resets/9/b", .connectionFailed), ("cuts/9/b", .connectionFailed),
        ])
    func gaveUp(_ behaviour: String, _ code: AWSError.Code) async {
        _ = await failure(code) { _ = try await get(behaviour) }
        #expect(FaultyServer.count("/bucket/\(behaviour)") == 3)
    }

    @Test(
        "other refusals are not tried again, and say what AWS said",
        arguments: [
            ("400/InvalidArgument", AWSError.Code.requestFailed), ("403/AccessDenied", .accessDenied),
            ("400/ExpiredToken", .credentialsExpired), ("403/SignatureDoesNotMatch", .accessDenied),
            ("404/NoSuchKey", .notFound), ("404/NoSuchBucket", .notFound), ("412/PreconditionFailed", .conditionFailed),
            ("418/Teapot", .requestFailed), ("301/PermanentRedirect", .requestFailed),
        ])
    func refused(_ answer: String, _ code: AWSError.Code) async {
        let error = await failure(code) { _ = try await get("fails/9/\(answer)/c") }
        #expect(FaultyServer.count("/bucket/fails/9/\(answer)/c") == 1)
        #expect(error?.response?.code == answer.split(separator: "/").last.map(String.init))
        #expect(error?.response?.status == Int(answer.prefix(3)))
        #expect(error?.response?.message == "a <b> & c")
        #expect(error?.response?.requestID == "REQUEST1")
        #expect(error?.description.contains("REQUEST1") == true)
    }

    @Test("a connection that died between two requests fails neither")
    func staleConnection() async throws {
        #expect(try await get("becomes-stale/1") == Array("ok".utf8))
        #expect(try await get("becomes-stale/2") == Array("ok".utf8))
        #expect(try await get("becomes-stale/3") == Array("ok".utf8))
    }

    @Test("a connection is used again until it is dropped")
    func reuse() async throws {
        let client = FaultyServer.client()
        var ports: [Int?] = []
        for turn in 0..<3 {
            if turn == 2 { client.dropIdleConnections() }
            let echo = try await S3(client).get(try FaultyServer.object("echo/\(turn)"), maximumBytes: 1 << 20).bytes
            ports.append(try Fixture.json(String(decoding: echo, as: UTF8.self))["port"]?.integer)
        }
        #expect(ports[0] != nil && ports[0] == ports[1] && ports[1] != ports[2])
    }

    @Test("an announced size over the limit is refused before anything is read")
    func announced() async {
        let error = await failure(.objectTooLarge) { _ = try await get("announces/1000000000000/a") }
        #expect(error?.diagnosis.found == "1000000000000 bytes")
        #expect(FaultyServer.count("/bucket/announces/1000000000000/a") == 1)
    }

    @Test("a body without end is read up to the limit")
    func endless() async {
        _ = await failure(.objectTooLarge) { _ = try await get("endless/a", maximumBytes: 200_000) }
    }

    @Test("the largest body that is allowed is taken")
    func exactLimit() async throws {
        #expect(try await get("fails/0/0/x/exact", maximumBytes: 2).count == 2)
        _ = await failure(.objectTooLarge) { _ = try await get("fails/0/0/x/exact", maximumBytes: 1) }
    }

    @Test("a cancelled task stops waiting", arguments: ["hangs/b", "drips/b"])
    func cancelled(_ behaviour: String) async throws {
        let task = Task { try await get(behaviour) }
        while FaultyServer.count("/bucket/\(behaviour)") == 0 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("a cancelled task does not wait for its next attempt")
    func cancelledWait() async throws {
        var patient = RetryPolicy.standard
        patient.serviceBase = .seconds(1_000)
        patient.maximumDelay = .seconds(1_000)
        let environment = [
            "AWS_ENDPOINT_URL": FaultyServer.endpoint, "AWS_REGION": "a-1", "AWS_ACCESS_KEY_ID": "AKID",
            "AWS_SECRET_ACCESS_KEY": "s",
        ]
        let store = S3(AWSClient(environment: AWSEnvironment(environment), retry: patient))
        let path = "fails/9/500/x/wait"
        let task = Task { try await store.get(try FaultyServer.object(path), maximumBytes: 1) }
        while FaultyServer.count("/bucket/\(path)") == 0 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("where nobody listens the error names the host and no secret")
    func nobody() async throws {
        let client = FaultyServer.client(["AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_SESSION_TOKEN": "t0k3n"])
        let error = await failure(.connectionFailed) {
            _ = try await S3(client).head(try ObjectLocation(bucket: "bucket", key: "key"))
        }
        #expect(error?.description.contains("127.0.0.1") == true)
        #expect(error?.description.contains("t0k3n") == false)
    }

    @Test(
        "bytes that are no error of a known form are one all the same", arguments: ["00ff3c", "3c3c3c3e", "7b", "7b7d"])
    func garbage(_ hexadecimal: String) async {
        let error = await failure(.requestFailed) { _ = try await get("says/400/\(hexadecimal)/a") }
        #expect(error?.response?.code == nil)
    }

    @Test("hostile keys arrive as they are", arguments: SignatureTests.cases.filter { $0.name.hasPrefix("S3 key") })
    func keys(_ reference: SignatureTests.Case) async throws {
        let bytes = try await get("echo" + reference.path)
        let echo = try Fixture.json(String(decoding: bytes, as: UTF8.self))
        #expect(echo["target"]?.string == "/bucket/echo" + URIEncoding.path(reference.path))
        #expect(echo["headers"]?["host"]?.string == FaultyServer.endpoint.replacing("http://", with: ""))
    }
}
