extension CORSPolicy {
    /// Says in a response what browsers of other origins may do with it.
    func add(to response: inout ServiceResponse, for request: ServiceRequest) {
        guard let origin = allowedOrigin(for: request) else { return }
        response.headers.append(("access-control-allow-origin", origin))
        if origin != "*" { response.headers.append(("vary", "origin")) }
        response.headers.append(("access-control-expose-headers", "location, retry-after"))
        guard request.method == "OPTIONS" else { return }
        response.headers += [
            ("access-control-allow-methods", "GET, POST, OPTIONS"),
            ("access-control-allow-headers", "content-type, accept, authorization, x-api-key"),
            ("access-control-max-age", "86400"),
        ]
    }

    /// The header's value: everybody, or the asking origin where it is one of those that are allowed.
    private func allowedOrigin(for request: ServiceRequest) -> String? {
        if origins.contains("*") { return "*" }
        guard let origin = request.headers["origin"], origins.contains(origin) else { return nil }
        return origin
    }
}
