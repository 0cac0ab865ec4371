import Diagnosis

/// Where a service answers: the part of a URL before a request's own path.
package struct Endpoint: Sendable, Hashable {
    /// How it is spoken to.
    package enum Scheme: String, Sendable {
        /// In the clear: only on this machine or in a private network.
        case http
        /// Over TLS.
        case https
    }

    /// How it is spoken to.
    package let scheme: Scheme
    /// A name, an IPv4 address, or an IPv6 address in brackets; lower case.
    package let host: String
    /// The port, where it is not the scheme's own.
    package let port: Int?
    /// What stands before every path: nothing, or `/stage`, without a slash at its end.
    package let basePath: String

    /// The host behind TLS at its usual port.
    init(host: String) {
        (scheme, self.host, port, basePath) = (.https, host, nil, "")
    }

    private init(_ endpoint: Endpoint, host: String) {
        (scheme, self.host, port, basePath) = (endpoint.scheme, host, endpoint.port, endpoint.basePath)
    }

    /// Reads an address such as `http://127.0.0.1:4566`.
    ///
    /// - Parameters:
    ///   - text: The address; user names, queries and fragments have no place in it.
    ///   - source: What names it, such as `AWS_ENDPOINT_URL`, for the error.
    /// - Throws: `endpoint-invalid`.
    package init(_ text: String, from source: String) throws(AWSError) {
        guard let endpoint = Self.parse(text) else {
            throw AWSError(
                .endpointInvalid, "\(source) is no address of a service",
                expected: "http:// or https://, a host, and perhaps a port and a path",
                // Before an @ stands a password.
                found: text.contains("@") ? nil : Diagnosis.excerpt(String(text.prefix { $0 != "?" }), limit: 80))
        }
        self = endpoint
    }

    /// The same place with a label before its host, as buckets have it.
    func withLabel(_ label: String) -> Endpoint { Endpoint(self, host: "\(label).\(host)") }

    /// Host and port as the `Host` header has them.
    package var authority: String { port.map { "\(host):\($0)" } ?? host }

    /// The address without a slash at its end.
    package var url: String { "\(scheme.rawValue)://\(authority)\(basePath)" }
}

extension Endpoint {
    private init(scheme: Scheme, host: String, port: Int?, basePath: String) {
        (self.scheme, self.host, self.port, self.basePath) = (scheme, host, port, basePath)
    }

    private static func parse(_ text: String) -> Endpoint? {
        let lowercase = text.lowercased()
        guard
            let scheme: Scheme = lowercase.hasPrefix("https://") ? .https : lowercase.hasPrefix("http://") ? .http : nil
        else { return nil }
        let rest = text.dropFirst(scheme.rawValue.count + 3)
        let authority = rest.prefix { $0 != "/" }.lowercased()
        var path = rest.drop { $0 != "/" }
        while path.last == "/" { path.removeLast() }
        guard let (host, port) = split(authority), isHost(host), path.utf8.allSatisfy(isPathByte) else { return nil }
        let usual = scheme == .https ? 443 : 80
        return Endpoint(scheme: scheme, host: host, port: port == usual ? nil : port, basePath: String(path))
    }

    private static func split(_ authority: String) -> (host: String, port: Int?)? {
        let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[afterBracket...].lastIndex(of: ":") else { return (authority, nil) }
        let digits = authority[authority.index(after: colon)...]
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let port = Int(digits),
            1...65_535 ~= port
        else { return nil }
        return (String(authority[..<colon]), port)
    }

    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") {
            return host.utf8.count > 3
                && host.utf8.dropFirst().dropLast().allSatisfy { isHexadecimal($0) || [0x2E, 0x3A].contains($0) }
        }
        return 1...253 ~= host.utf8.count && host.utf8.allSatisfy(isHostByte)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        URIEncoding.isUnreserved(byte) && byte != UInt8(ascii: "~")
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        URIEncoding.isUnreserved(byte) || byte == UInt8(ascii: "/")
    }
}
