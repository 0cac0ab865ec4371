/// Where a registry answers.
package struct RegistryEndpoint: Sendable, Hashable {
    /// `https://host`, or `http://host` for registries that are spoken to in the clear.
    package let origin: String
    /// Host and port, for messages.
    let authority: String

    /// The endpoint of a registry: over TLS, but for those on this machine.
    ///
    /// - Parameters:
    ///   - registry: Host and port.
    ///   - isInsecureAllowed: Whether to speak to others in the clear too.
    package init(registry: String, isInsecureAllowed: Bool = false) {
        let host = registry == ImageReference.dockerHub ? "registry-1.docker.io" : registry
        let scheme = isInsecureAllowed || Self.isLoopback(host) ? "http" : "https"
        (origin, authority) = ("\(scheme)://\(host)", host)
    }

    /// Whether an address is at this registry, so that credentials may be sent there.
    package func contains(_ url: String) -> Bool {
        // Some registries spell out the port that goes without saying.
        let usualPort = origin.hasPrefix("https:") ? ":443" : ":80"
        return url.hasPrefix(origin + "/") || url.hasPrefix(origin + usualPort + "/")
    }

    /// An address from a `Location` header, which may be relative to the registry.
    ///
    /// - Throws: ``RegistryError`` with `registry-response-invalid` for none, `registry-insecure` for one that leads
    ///   from TLS into the clear.
    package func resolve(_ location: String?) throws(RegistryError) -> String {
        guard let location, !location.isEmpty else {
            throw RegistryError(.responseInvalid, "\(authority) did not say where to upload")
        }
        if location.hasPrefix("/"), !location.hasPrefix("//") { return origin + location }
        let isClear = location.lowercased().hasPrefix("http://")
        guard isClear || location.lowercased().hasPrefix("https://") else {
            throw RegistryError(.responseInvalid, "\(authority) gave an address that is none")
        }
        guard !isClear || origin.hasPrefix("http://") else {
            throw RegistryError(.insecure, "\(authority) wants to go on in the clear", expected: "https")
        }
        return location
    }

    private static func isLoopback(_ registry: String) -> Bool {
        if registry.hasPrefix("[") { return registry.hasPrefix("[::1]") }
        let host = registry.prefix { $0 != ":" }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        let isLoopbackAddress = numbers.count == 4 && numbers.allSatisfy { $0 != nil } && numbers.first == 127
        return host == "localhost" || host.hasSuffix(".localhost") || isLoopbackAddress
    }
}
