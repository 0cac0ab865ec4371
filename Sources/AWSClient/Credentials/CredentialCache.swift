/// Keeps credentials, and gets new ones before the old ones end: one at a time, however many ask.
package actor CredentialCache {
    /// How long before their end credentials are replaced, in seconds.
    static let earliness = 300
    /// How long to go on with what there is after replacing it early failed, in seconds.
    static let patience = 30

    private let source: @Sendable () async throws -> Credentials
    private let clock: @Sendable () -> UTCTime
    private var kept: Credentials?
    private var refresh: Task<Credentials, any Error>?
    private var waitUntil = 0

    /// Makes an empty cache.
    ///
    /// - Parameters:
    ///   - clock: The time; tests have their own.
    ///   - source: Gets credentials.
    package init(
        clock: @escaping @Sendable () -> UTCTime = { .now },
        source: @escaping @Sendable () async throws -> Credentials
    ) {
        self.clock = clock
        self.source = source
    }

    /// Credentials that are good for a while.
    ///
    /// - Throws: What the source throws, where the kept ones have ended; `credentials-expired` where new ones have too.
    package func current() async throws -> Credentials {
        let now = clock()
        if let kept, isFresh(kept, at: now) { return kept }
        do {
            return try await refreshed()
        } catch {
            guard let kept, isValid(kept, at: clock()) else { throw error }
            waitUntil = now.secondsSince1970 + Self.patience
            return kept
        }
    }

    /// Forgets what AWS refused.
    package func forget() {
        kept = nil
    }

    private func refreshed() async throws -> Credentials {
        if let refresh { return try await refresh.value }
        let task = Task { try await source() }
        refresh = task
        defer { refresh = nil }
        let credentials = try await task.value
        guard isValid(credentials, at: clock()) else {
            throw AWSError(
                .credentialsExpired, "the AWS credentials have expired", advice: "sign in again, or check the clock")
        }
        kept = credentials
        return credentials
    }

    private func isValid(_ credentials: Credentials, at now: UTCTime) -> Bool {
        credentials.expiration.map { now < $0 } ?? true
    }

    private func isFresh(_ credentials: Credentials, at now: UTCTime) -> Bool {
        guard let expiration = credentials.expiration?.secondsSince1970 else { return true }
        let rest = expiration - now.secondsSince1970
        return rest > Self.earliness || rest > 0 && now.secondsSince1970 < waitUntil
    }
}
