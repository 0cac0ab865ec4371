import Dispatch
import Serving
import Synchronization
import Testing

@Suite("A fetch is refused")
struct FetchRefusalTests {
    private static func failure(
        _ address: String, policy: String = "public", resolvingTo places: [IPAddress] = []
    ) async throws -> ServingError? {
        let fetcher = WebFetcher(policy: try URLPolicy(policy, setting: "S"), resolve: { _ in places })
        let address = try WebAddress(address)
        return await #expect(throws: ServingError.self) { try await fetcher.bytes(at: address) }
    }

    @Test("where one of the host's addresses is not public, without saying which", arguments: [0, 1, 2])
    func oneBadAddress(place: Int) async throws {
        var places = [IPAddress(8, 8, 8, 8), IPAddress(8, 8, 4, 4)]
        places.insert(IPAddress(10, 1, 2, 3), at: place)
        let error = try await Self.failure("https://example.com/", resolvingTo: places)
        #expect(error?.code == .urlNotAllowed)
        #expect(error.map { !"\($0)".contains("10.1.2.3") } ?? false)
    }

    @Test(
        "at numbers that are not public, before anything is sent",
        arguments: [
            "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "http://[::ffff:8.8.8.8]/",
            "http://0.0.0.0/",
        ])
    func numbers(address: String) async throws {
        #expect(try await Self.failure(address)?.code == .urlNotAllowed)
    }

    @Test("where a listed name leads inside, even to a listed number")
    func listedName() async throws {
        let error = try await Self.failure(
            "http://example.com/", policy: "example.com,10.0.0.5", resolvingTo: [IPAddress(10, 0, 0, 5)])
        #expect(error?.code == .urlNotAllowed)
    }

    @Test(
        "where clouds give credentials, whatever else is allowed",
        arguments: [
            "169.254.169.254", "169.254.170.2", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:169.254.169.254]",
            "[::169.254.169.254]", "[64:ff9b::a9fe:a9fe]",
        ])
    func credentials(host: String) async throws {
        guard case .address(let place) = try WebAddress("http://\(host)/").host else { throw SecretFailure() }
        for address in ["http://\(host)/", "http://example.com/"] {
            let fetcher = WebFetcher(policy: .public, resolve: { _ in [place] }, isAllowed: { _ in true })
            let address = try WebAddress(address)
            let error = await #expect(throws: ServingError.self) { try await fetcher.bytes(at: address) }
            #expect(error?.code == .urlNotAllowed)
        }
    }

    @Test("where the name is unknown")
    func unknownName() async throws {
        #expect(try await Self.failure("http://example.com/")?.code == .urlUnreachable)
    }

    @Test("where the policy does, without a look-up", arguments: ["off", "other.example.com"])
    func noLookUp(policy: String) async throws {
        let isAsked = Mutex(false)
        let fetcher = WebFetcher(
            policy: try URLPolicy(policy, setting: "S"),
            resolve: { _ in
                isAsked.withLock { $0 = true }
                return []
            })
        let address = try WebAddress("http://example.com/")
        let error = await #expect(throws: ServingError.self) { try await fetcher.bytes(at: address) }
        #expect(error?.code == .urlNotAllowed)
        #expect(!isAsked.withLock { $0 })
    }

    @Test("in time where the look-up never ends", .timeLimit(.minutes(1)))
    func slowLookUp() async throws {
        var limits = FetchLimits()
        limits.duration = .milliseconds(100)
        let fetcher = WebFetcher(
            policy: .public, limits: limits,
            resolve: { _ in
                try await Task.sleep(for: .seconds(600))
                return []
            })
        let address = try WebAddress("http://example.com/")
        let error = await #expect(throws: ServingError.self) { try await fetcher.bytes(at: address) }
        #expect(error?.code == .urlUnanswered)
    }
}

@Suite("The system's resolver")
struct HostResolverTests {
    @Test("finds the loopback, which a fetch then refuses")
    func loopback() async throws {
        let places = try await HostResolver.addresses(of: "localhost")
        #expect(places.contains(IPAddress(127, 0, 0, 1)) || places.contains(.v6(1)))
        #expect(places.allSatisfy { !$0.isGlobal })
    }

    @Test("reads numbers of both versions as they are", arguments: ["203.0.113.7", "2001:db8::1:2"])
    func numbers(text: String) async throws {
        #expect(try await HostResolver.addresses(of: text).map { "\($0)" } == [text])
    }

    @Test("finds nothing for a name that cannot be")
    func unknown() async throws {
        #expect(try await HostResolver.addresses(of: "no such name").isEmpty)
    }
}

@Suite("A blocking call")
struct BlockingCallTests {
    @Test("gives its result")
    func result() async throws {
        #expect(try await BlockingCall.result { 7 } == 7)
    }

    @Test("is left alone when the task is cancelled", .timeLimit(.minutes(1)))
    func cancelled() async {
        let (entered, entry) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        let task = Task {
            try await BlockingCall.result {
                entry.yield()
                gate.wait()
            }
        }
        for await _ in entered { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        gate.signal()
    }
}
