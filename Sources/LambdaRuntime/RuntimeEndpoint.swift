import Diagnosis

/// The address of the Runtime API, as `AWS_LAMBDA_RUNTIME_API` has it.
package struct RuntimeEndpoint: Sendable, Hashable {
    /// The environment variable that Lambda sets.
    package static let variable = "AWS_LAMBDA_RUNTIME_API"

    /// A name or an address, without the brackets of an IPv6 address.
    package let host: String
    /// From 1 to 65535.
    package let port: UInt16

    /// Reads `host:port`, such as `127.0.0.1:9001`.
    ///
    /// - Parameter text: The variable's value, or `nil` where it is not set.
    /// - Throws: `LambdaRuntimeError` with `endpoint-malformed`.
    package init(_ text: String?) throws(LambdaRuntimeError) {
        guard let text, !text.isEmpty else {
            throw LambdaRuntimeError(
                .endpointMalformed, "\(Self.variable) is not set, so this does not run in Lambda",
                expected: "host:port", advice: "start this program through Lambda or an emulator of its Runtime API")
        }
        guard let (host, digits) = Self.split(text), digits.allSatisfy(\.isWholeNumber),
            let port = UInt16(digits), port > 0, !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte)
        else {
            throw LambdaRuntimeError(
                .endpointMalformed, "\(Self.variable) is no address",
                expected: "host:port without a scheme or path, such as 127.0.0.1:9001",
                found: Diagnosis.excerpt(text))
        }
        self.host = host
        self.port = port
    }

    /// How it stands in a `Host` header.
    var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func split(_ text: String) -> (host: String, port: Substring)? {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let (host, port) = (text[..<colon], text[text.index(after: colon)...])
        if host.hasPrefix("["), host.hasSuffix("]") { return (String(host.dropFirst().dropLast()), port) }
        return host.contains(":") ? nil : (String(host), port)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
