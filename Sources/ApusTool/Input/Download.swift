/// Bytes that are fetched once, also where they are used twice.
actor Download {
    private let isUsedTwice: Bool
    private let fetch: @Sendable () async throws -> [UInt8]
    private var kept: [UInt8]?

    init(isUsedTwice: Bool, fetch: @escaping @Sendable () async throws -> [UInt8]) {
        self.isUsedTwice = isUsedTwice
        self.fetch = fetch
    }

    /// The bytes; the second use lets them go.
    func bytes() async throws -> [UInt8] {
        if let kept {
            self.kept = nil
            return kept
        }
        let bytes = try await fetch()
        if isUsedTwice { kept = bytes }
        return bytes
    }
}
