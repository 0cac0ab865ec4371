/// How a registry wants requests to be authorised: the `WWW-Authenticate` header (RFC 9110, RFC 6750).
struct AuthenticationChallenge: Sendable, Hashable {
    /// `basic`, `bearer`, or what else a registry says.
    let scheme: String
    /// The parameters, such as `realm` and `service`.
    let parameters: [String: String]

    /// The longest header that is read, in bytes.
    private static let maximumLength = 8 << 10

    /// Reads a header's value; `nil` where it is none.
    init?(_ header: String) {
        guard header.utf8.count <= Self.maximumLength else { return nil }
        var rest = header[...].drop { $0 == " " }
        let scheme = rest.prefix { $0 != " " && $0 != "," }
        guard !scheme.isEmpty else { return nil }
        rest = rest.dropFirst(scheme.count)
        self.scheme = scheme.lowercased()
        var parameters: [String: String] = [:]
        while let (name, value) = Self.parameter(&rest) { parameters[name.lowercased()] = value }
        self.parameters = parameters
    }

    /// Takes `name=value` or `name="value"` and a comma off the beginning.
    private static func parameter(_ rest: inout Substring) -> (String, String)? {
        rest = rest.drop { $0 == " " || $0 == "," }
        guard let equals = rest.firstIndex(of: "=") else { return nil }
        let name = String(rest[..<equals])
        rest = rest[rest.index(after: equals)...]
        guard rest.first == "\"" else {
            let value = rest.prefix { $0 != "," && $0 != " " }
            rest = rest.dropFirst(value.count)
            return (name, String(value))
        }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            // A backslash keeps the next character from its meaning.
            value.append(character == "\\" ? rest.popFirst() ?? character : character)
        }
        return (name, value)
    }
}
