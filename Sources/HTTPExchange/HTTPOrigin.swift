/// Who is asked: scheme, host and port, which is also what connections are told apart by.
package struct HTTPOrigin: Sendable, Hashable {
    /// How it is spoken to.
    package enum Scheme: String, Sendable {
        /// In the clear.
        case http
        /// Over TLS.
        case https

        /// The port where none is named.
        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    /// How it is spoken to.
    package let scheme: Scheme
    /// A name, an IPv4 address, or an IPv6 address in brackets, as URLs have it.
    package let host: String
    /// The port that is connected to.
    package let port: Int

    /// Names an origin.
    ///
    /// - Parameters:
    ///   - scheme: How it is spoken to.
    ///   - host: The host as URLs have it.
    ///   - port: The port, or `nil` for the scheme's own.
    package init(_ scheme: Scheme, host: String, port: Int? = nil) {
        (self.scheme, self.host, self.port) = (scheme, host, port ?? scheme.defaultPort)
    }

    /// Host and port as the `Host` header has them: without the scheme's own port.
    package var authority: String { port == scheme.defaultPort ? host : "\(host):\(port)" }

    /// The host as resolvers and sockets take it.
    var bareHost: String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
