/// Credentials that the platform hands to a container: ECS, EKS Pod Identity, and functions restored from snapshots.
struct ContainerCredentials: CredentialProvider {
    let name = "the container"
    /// What is needed to ask for them.
    let context: CredentialContext

    /// Hosts that may be asked without TLS, beside this machine itself.
    private static let allowedHosts: Set<String> = [
        "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost", "[::1]",
    ]

    func credentials() async throws -> Credentials? {
        guard let address = try address else { return nil }
        let (endpoint, target) = address
        var call = HTTPCall(method: "GET", endpoint: endpoint, target: target)
        call.headers = [("accept", "application/json")]
        if let token = try token() { call.headers.append(("authorization", token)) }
        let request = call
        return try await context.sender.retry.run { _ in
            let (status, body) = try await context.ask(request, patience: .seconds(2))
            guard status == 200 else {
                throw CredentialContext.refusal("the container's credentials were refused", status: status)
            }
            return try CredentialDocument.credentials(body, from: name)
        }
    }

    /// The service, and path and query, which may not be shown.
    private var address: (endpoint: Endpoint, target: String)? {
        get throws(AWSError) {
            let environment = context.environment
            if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
                let endpoint = try Endpoint("http://169.254.170.2", from: name)
                return (endpoint, path.hasPrefix("/") ? path : "/\(path)")
            }
            let variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
            guard let address = environment[variable] else { return nil }
            let endpoint = try Endpoint(String(address.prefix { $0 != "?" && $0 != "#" }), from: variable)
            guard endpoint.scheme == .https || Self.isAllowed(endpoint.host) else {
                throw AWSError(
                    .credentialsInvalid, "\(variable) names a host that is not asked without TLS",
                    expected: "https, this machine, 169.254.170.2, 169.254.170.23 or fd00:ec2::23",
                    found: endpoint.host)
            }
            return (endpoint, Self.target(of: address))
        }
    }

    /// Path and query of an address that has a scheme and a host.
    private static func target(of address: String) -> String {
        let rest = address.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" && $0 != "?" }.prefix { $0 != "#" }
        return rest.hasPrefix("/") ? String(rest) : "/\(rest)"
    }

    /// Whether a host is this machine or one that only platforms have: the token must not go elsewhere in the clear.
    private static func isAllowed(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return allowedHosts.contains(host)
            || parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private func token() throws(AWSError) -> String? {
        let environment = context.environment
        var token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
        if let file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
            guard let bytes = try SmallFile.bytes(file) else {
                throw AWSError(.credentialsInvalid, "the file of the container's token is missing")
            }
            token = String(decoding: bytes, as: UTF8.self)
        }
        if let token, token.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) {
            throw AWSError(.credentialsInvalid, "the container's token has characters that no header takes")
        }
        return token
    }
}
