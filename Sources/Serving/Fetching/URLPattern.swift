import Diagnosis

/// One entry of the list of hosts that pictures may come from: `[scheme://]host[:port][/path]`.
///
/// The host may be `*.example.com`, which is every host below `example.com` and not itself. Without a scheme both match;
/// without a port it is the scheme's own. A path matches what lies at it or below it.
package struct URLPattern: Sendable, Hashable {
    private let scheme: WebAddress.Scheme?
    private let host: WebHost
    private let includesSubdomains: Bool
    private let port: Int?
    private let path: String

    /// Reads an entry.
    ///
    /// - Throws: `setting-invalid`.
    init(_ text: Substring, setting: String) throws(ServingError) {
        let schemes: [WebAddress.Scheme] = [.http, .https]
        scheme = schemes.first { text.lowercased().hasPrefix("\($0.rawValue)://") }
        var rest = text.dropFirst(scheme.map { $0.rawValue.utf8.count + 3 } ?? 0)
        includesSubdomains = rest.hasPrefix("*.")
        if includesSubdomains { rest = rest.dropFirst(2) }
        let address: WebAddress
        do {
            address = try WebAddress("\((scheme ?? .https).rawValue)://\(rest)")
        } catch {
            throw Self.invalid(text, setting, reason: error)
        }
        (host, port, path) = (address.host, address.explicitPort, address.path)
        guard address.query == nil, !text.contains("#"), isUsable else { throw Self.invalid(text, setting) }
    }

    /// Words without a dot are slips such as `none`, and so is a wildcard on them or on a number.
    private var isUsable: Bool {
        switch host {
        case .name(let name): name.contains(".")
        case .address(let address): !includesSubdomains && !address.mayGiveCredentials
        }
    }

    /// Whether the entry covers an address.
    func matches(_ address: WebAddress) -> Bool {
        guard scheme == nil || scheme == address.scheme, address.port == port ?? address.scheme.defaultPort else {
            return false
        }
        guard includesSubdomains else { return host == address.host && coversPath(of: address) }
        guard case .name(let parent) = host, case .name(let name) = address.host else { return false }
        return name.hasSuffix(".\(parent)") && coversPath(of: address)
    }

    /// Whether the entry is for this very IP address.
    func names(_ address: IPAddress) -> Bool {
        host == .address(address)
    }

    /// Servers differ in whether an encoded slash parts segments, so below a path there may be none.
    private func coversPath(of address: WebAddress) -> Bool {
        guard path != "/" else { return true }
        let escapes = address.path.lowercased().split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        guard !escapes.contains(where: { $0.hasPrefix("2f") || $0.hasPrefix("5c") }) else { return false }
        return address.path == path || address.path.hasPrefix(path.hasSuffix("/") ? path : path + "/")
    }

    private static func invalid(_ text: Substring, _ setting: String, reason: ServingError? = nil) -> ServingError {
        ServingError(
            .settingInvalid, "\(setting) has an entry that is no host",
            expected: "off, public, or hosts such as images.example.com, *.example.com, https://a.com:8443/photos/",
            found: "'\(Diagnosis.excerpt(String(text), limit: 80))'", underlying: reason)
    }
}
