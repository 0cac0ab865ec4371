extension CORSPolicy {
    /// Says in a response what browsers of other origins may do with it.
    func add(to response: inout ServiceResponse, for request: ServiceRequest) {
        // The answer to one origin, or to none, must not be kept for another (WHATWG Fetch, "CORS protocol and HTTP caches").
        if !origins.contains("*") { response.headers.append(("vary", "origin")) }
        guard let origin = allowedOrigin(for: request) else { return }
        response.headers.append(("access-control-allow-origin", origin))
        response.headers.append(("access-control-expose-headers", "location, retry-after"))
        guard request.method == "OPTIONS" else { return }
        response.headers += [
            ("access-control-allow-methods", "GET, POST, OPTIONS"),
            ("access-control-allow-headers", Self.allowedHeaders),
            ("access-control-max-age", "86400"),
        ]
    }

    /// What requests may carry, with what AWS' signatures are made of.
    private static let allowedHeaders =
        "content-type, accept, authorization, x-api-key, x-amz-date, x-amz-security-token, x-amz-content-sha256"

    /// The header's value: everybody, or the asking origin where it is one of those that are allowed.
    private func allowedOrigin(for request: ServiceRequest) -> String? {
        if origins.contains("*") { return "*" }
        guard let origin = request.headers["origin"], origins.contains(origin) else { return nil }
        return origin
    }
}
