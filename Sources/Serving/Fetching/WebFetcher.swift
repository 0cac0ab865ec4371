/// Fetches pictures from addresses that strangers name, without being turned against the network that it runs in.
///
/// Each address, and each that a redirect leads to, is held against the policy; its host is looked up once, all of its
/// IP addresses are judged, and the connection goes to one of those and to no other. See OWASP's prevention of
/// server-side request forgery.
package struct WebFetcher: Sendable {
    private let policy: URLPolicy
    private let limits: FetchLimits
    private let resolve: @Sendable (String) async throws -> [IPAddress]
    private let isAllowed: @Sendable (IPAddress) -> Bool

    /// Makes a fetcher.
    ///
    /// - Parameters:
    ///   - policy: Which addresses may be fetched.
    ///   - limits: How much a fetch may cost.
    ///   - resolve: Looks a host name up: all IP addresses of it, none where it is unknown.
    ///   - isAllowed: Judges an IP address that the policy does not spell out. One that may give credentials is refused
    ///     whatever it or the policy says.
    package init(
        policy: URLPolicy, limits: FetchLimits = FetchLimits(),
        resolve: @escaping @Sendable (String) async throws -> [IPAddress] = HostResolver.addresses,
        isAllowed: @escaping @Sendable (IPAddress) -> Bool = { $0.isGlobal }
    ) {
        self.policy = policy
        self.limits = limits
        self.resolve = resolve
        self.isAllowed = isAllowed
    }

    /// What is at an address.
    ///
    /// - Throws: `ServingError` with `url-invalid` (of a redirect), `url-not-allowed`, `url-unreachable`, `url-unanswered`
    ///   or `url-too-large`; `CancellationError`.
    package func bytes(at address: WebAddress) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { try await follow(address) }
            group.addTask {
                try await Task.sleep(for: limits.duration)
                return nil
            }
            defer { group.cancelAll() }
            if let bytes = try await group.next() ?? nil { return bytes }
            throw ServingError(
                .urlUnanswered, "\(address) takes too long", expected: "the whole answer within \(limits.duration)")
        }
    }

    private func follow(_ start: WebAddress) async throws -> [UInt8] {
        var address = start
        for _ in 0...limits.maximumRedirects {
            try policy.check(address)
            switch try await answer(from: address) {
            case .body(let bytes): return bytes
            case .redirect(let location): address = try address.redirected(to: location)
            }
        }
        throw ServingError(
            .urlUnreachable, "\(start) redirects too often", expected: "at most \(limits.maximumRedirects) redirects")
    }

    /// Tries the host's IP addresses in turn until one answers.
    private func answer(from address: WebAddress) async throws -> WebExchange.Answer {
        var cause: (any Error)?
        for place in try await allowedPlaces(of: address) {
            do {
                return try await WebExchange(address: address, place: place, limits: limits).answer()
            } catch let error as WebExchange.Unanswered {
                cause = error.cause
            }
        }
        try Task.checkCancellation()
        throw WebExchange.failure(address, cause: cause)
    }

    /// The IP addresses of the host, of which a single bad one refuses all: it would not be there by mistake.
    private func allowedPlaces(of address: WebAddress) async throws -> [IPAddress] {
        switch address.host {
        case .address(let place):
            guard !place.mayGiveCredentials, policy.names(place) || isAllowed(place) else {
                throw Self.notPublic(address)
            }
            return [place]
        case .name(let name):
            let places = try await resolve(name)
            guard !places.isEmpty else {
                throw WebExchange.unreachable(address, found: "a host name that leads nowhere")
            }
            guard places.allSatisfy({ !$0.mayGiveCredentials && isAllowed($0) }) else {
                throw Self.notPublic(address)
            }
            return places
        }
    }

    /// Does not say which IP address it is: that would tell strangers about the network inside.
    private static func notPublic(_ address: WebAddress) -> ServingError {
        ServingError(.urlNotAllowed, "\(address) is not on the public internet")
    }
}
