import Diagnosis

/// The host of an address: a name for the resolver, or an IP address.
package enum WebHost: Sendable, Hashable {
    /// A name in lower case, of ASCII letters, digits, hyphens and underscores between dots.
    case name(String)
    /// An IP address that the address spells out.
    case address(IPAddress)

    /// Reads a host as it stands in a URL, with brackets around version 6.
    ///
    /// - Throws: `url-invalid` for what resolvers and filters may read differently: other spellings of numbers, percent
    ///   escapes, empty labels and characters outside ASCII.
    init(_ text: Substring) throws(ServingError) {
        if text.hasPrefix("[") {
            guard text.hasSuffix("]"), case .v6(let number)? = IPAddress(String(text.dropFirst().dropLast())) else {
                throw Self.invalid(text, expected: "an IPv6 address in brackets, such as [2606:4700::1111]")
            }
            self = .address(.v6(number))
            return
        }
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, labels.allSatisfy(Self.isLabel), let last = labels.last else {
            throw Self.invalid(text, expected: "a host name of ASCII letters, digits, hyphens and single dots")
        }
        guard Self.looksNumeric(last) else {
            self = .name(text.lowercased())
            return
        }
        guard case .v4(let number)? = IPAddress(String(text)) else {
            throw Self.invalid(text, expected: "a host name, or an IPv4 address of four decimal numbers")
        }
        self = .address(.v4(number))
    }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return 1...63 ~= label.count && label.first != hyphen && label.last != hyphen
            && label.allSatisfy { URLCharacters.isAlphanumeric($0) || $0 == hyphen || $0 == UInt8(ascii: "_") }
    }

    /// Whether resolvers would take the host for a number: no top-level domain starts with a digit.
    private static func looksNumeric(_ lastLabel: Substring.UTF8View) -> Bool {
        lastLabel.first.map(URLCharacters.isDigit) ?? false
    }

    private static func invalid(_ text: Substring, expected: String) -> ServingError {
        ServingError(
            .urlInvalid, "the address has no valid host", expected: expected,
            found: "'\(Diagnosis.excerpt(String(text), limit: 80))'")
    }
}

extension WebHost: CustomStringConvertible {
    /// The host as it stands in a URL.
    package var description: String {
        switch self {
        case .name(let name): name
        case .address(.v4(let number)): "\(IPAddress.v4(number))"
        case .address(.v6(let number)): "[\(IPAddress.v6(number))]"
        }
    }
}
