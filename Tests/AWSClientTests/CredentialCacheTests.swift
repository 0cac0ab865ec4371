import AWSClient
import Synchronization
import Testing

@Suite("Credentials that are kept")
struct CredentialCacheTests {
    /// A clock that tests set, and a source that counts how often it is asked.
    final class Source: Sendable {
        struct Failure: Error {}

        let now = Atomic<Int>(1_000)
        let calls = Atomic<Int>(0)
        let fails = Atomic<Bool>(false)
        let life = Atomic<Int>(3_600)

        func cache() -> CredentialCache {
            CredentialCache(clock: { UTCTime(secondsSince1970: self.now.load(ordering: .relaxed)) }) {
                let call = self.calls.add(1, ordering: .relaxed).newValue
                try await Task.sleep(for: .milliseconds(2))
                if self.fails.load(ordering: .relaxed) { throw Failure() }
                let end = self.now.load(ordering: .relaxed) + self.life.load(ordering: .relaxed)
                return try Credentials(
                    accessKeyID: "KEY\(call)", secretAccessKey: "s", expiration: UTCTime(secondsSince1970: end))
            }
        }

        func set(now: Int) { self.now.store(now, ordering: .relaxed) }
        var count: Int { calls.load(ordering: .relaxed) }
    }

    @Test("many who ask at once cause one refresh")
    func oneAtATime() async throws {
        let source = Source()
        let cache = source.cache()
        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await cache.current().accessKeyID } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(keys == ["KEY1"])
        #expect(source.count == 1)
    }

    @Test("new ones are got five minutes before the end, and not before")
    func early() async throws {
        let source = Source()
        let cache = source.cache()
        #expect(try await cache.current().accessKeyID == "KEY1")
        source.set(now: 1_000 + 3_600 - 301)
        #expect(try await cache.current().accessKeyID == "KEY1")
        source.set(now: 1_000 + 3_600 - 300)
        #expect(try await cache.current().accessKeyID == "KEY2")
        #expect(source.count == 2)
    }

    @Test("where that fails the old ones go on until their end, with a pause before the next try")
    func oldOnes() async throws {
        let source = Source()
        let cache = source.cache()
        _ = try await cache.current()
        source.fails.store(true, ordering: .relaxed)
        source.set(now: 1_000 + 3_600 - 200)
        #expect(try await cache.current().accessKeyID == "KEY1")
        #expect(try await cache.current().accessKeyID == "KEY1")
        #expect(source.count == 2)
        source.set(now: 1_000 + 3_600 - 170)
        #expect(try await cache.current().accessKeyID == "KEY1")
        #expect(source.count == 3)
        source.set(now: 1_000 + 3_600)
        await #expect(throws: Source.Failure.self) { try await cache.current() }
    }

    @Test("a failure is not kept")
    func recovers() async throws {
        let source = Source()
        let cache = source.cache()
        source.fails.store(true, ordering: .relaxed)
        await #expect(throws: Source.Failure.self) { try await cache.current() }
        source.fails.store(false, ordering: .relaxed)
        #expect(try await cache.current().accessKeyID == "KEY2")
    }

    @Test("credentials that have ended when they come are an error")
    func ended() async {
        let source = Source()
        source.life.store(0, ordering: .relaxed)
        let cache = source.cache()
        _ = await failure(.credentialsExpired) { _ = try await cache.current() }
    }

    @Test("what AWS refused is forgotten")
    func forgotten() async throws {
        let source = Source()
        let cache = source.cache()
        _ = try await cache.current()
        await cache.forget()
        #expect(try await cache.current().accessKeyID == "KEY2")
    }
}
