/// An absolute `http` or `https` address in the one reading that all programs share.
///
/// Requests are forged where the program that checks an address and the one that connects read it differently. So this
/// takes less than RFC 3986 allows: no user, no backslash, no host that needs interpretation. What it takes it writes
/// again in one form, and only that form is sent.
package struct WebAddress: Sendable, Hashable {
    /// How the server is spoken to.
    package enum Scheme: String, Sendable {
        /// In the clear.
        case http
        /// Over TLS.
        case https

        /// The port where the address names none.
        package var defaultPort: Int { self == .http ? 80 : 443 }
    }

    /// How the server is spoken to.
    package let scheme: Scheme
    /// The server.
    package let host: WebHost
    /// The port, where the address names one.
    let explicitPort: Int?
    /// The path, percent-encoded and without dot segments; it starts with a slash.
    package let path: String
    /// What follows the question mark, percent-encoded; often secret.
    package let query: String?

    /// The port that is connected to.
    package var port: Int { explicitPort ?? scheme.defaultPort }

    /// Scheme, host and port as they stand in a URL.
    private var origin: String {
        "\(scheme.rawValue)://\(host)\(explicitPort.map { ":\($0)" } ?? "")"
    }

    /// Path and query: for the request and never for a log.
    package var target: String { path + (query.map { "?\($0)" } ?? "") }

    /// The whole address, with the query: never for a log either.
    package var requestText: String { origin + target }

    /// Reads an address; a fragment is dropped.
    ///
    /// - Throws: `url-invalid`, which shows nothing of the address but a wrong host.
    package init(_ text: String) throws(ServingError) {
        guard text.utf8.count <= Self.longestText, !text.utf8.contains(where: URLCharacters.isForbidden) else {
            throw Self.invalid(
                "contains white space, control characters or backslashes, or is too long",
                expected: "at most \(Self.longestText) bytes, with everything special percent-encoded")
        }
        let text = URLCharacters.ascii(text)
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://"),
            let scheme = Scheme(rawValue: text[..<colon].lowercased())
        else { throw Self.invalid("is no absolute http or https address") }
        let rest = text[text.index(colon, offsetBy: 3)...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let target = rest[authority.endIndex...]
        let path = target.prefix { $0 != "?" }
        self.scheme = scheme
        (host, explicitPort) = try Self.hostAndPort(authority)
        self.path = try Self.removingDotSegments(Self.escaped(path))
        query = path.endIndex == target.endIndex ? nil : try Self.escaped(target[path.endIndex...].dropFirst())
    }

    /// The address that a server's `Location` leads to.
    ///
    /// - Throws: `url-invalid`; `url-not-allowed` where it would leave TLS.
    package func redirected(to location: String) throws(ServingError) -> WebAddress {
        let target = try resolving(URLCharacters.ascii(location))
        guard target.scheme == .https || scheme == .http else {
            throw ServingError(.urlNotAllowed, "\(self) redirects from https to http")
        }
        return target
    }

    /// The address that a reference means here (RFC 3986 section 5.2).
    private func resolving(_ reference: String) throws(ServingError) -> WebAddress {
        if Self.hasScheme(reference) { return try WebAddress(reference) }
        if reference.hasPrefix("//") { return try WebAddress("\(scheme.rawValue):\(reference)") }
        if reference.hasPrefix("/") { return try WebAddress(origin + reference) }
        if reference.hasPrefix("?") { return try WebAddress(origin + path + reference) }
        if reference.isEmpty || reference.hasPrefix("#") { return self }
        return try WebAddress(origin + path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex) + reference)
    }

    /// Presigned addresses of AWS with a session token have about 2,000 bytes.
    private static let longestText = 8_192

    private static func hasScheme(_ reference: String) -> Bool {
        let word = URLCharacters.scheme(of: reference)
        return word.endIndex < reference.utf8.endIndex && reference.utf8[word.endIndex] == UInt8(ascii: ":")
    }

    private static func escaped(_ text: Substring) throws(ServingError) -> String {
        guard let text = URLCharacters.escaped(text.utf8) else {
            throw invalid("has a percent sign that starts no escape", expected: "%25 for a percent sign")
        }
        return text
    }
}

extension WebAddress: CustomStringConvertible {
    /// The address without its query, which may be a signature.
    package var description: String { origin + path }
}
