/// Which addresses of pictures a request may name.
package enum URLPolicy: Sendable, Hashable {
    /// None.
    case off
    /// Those that one of the patterns matches.
    case allowList([URLPattern])
    /// Every host of the public internet, at the schemes' own ports.
    case `public`

    /// Reads a setting's value: `off`, `public`, or patterns between commas or spaces, such as
    /// `images.example.com, *.cdn.example.com/photos/`.
    ///
    /// - Parameters:
    ///   - text: The value.
    ///   - setting: The setting's name, for the error.
    /// - Throws: `setting-invalid`.
    package init(_ text: String, setting: String) throws(ServingError) {
        let words = text.split { $0 == "," || $0.isWhitespace }
        switch words.count == 1 ? words[0].lowercased() : "" {
        case "off": self = .off
        case "public": self = .public
        default:
            var patterns: [URLPattern] = []
            for word in words { patterns.append(try URLPattern(word, setting: setting)) }
            guard !patterns.isEmpty else {
                throw ServingError(
                    .settingInvalid, "\(setting) names no host", expected: "off, public, or hosts",
                    advice: "\(setting)=off, or \(setting)=images.example.com,*.cdn.example.com")
            }
            self = .allowList(patterns)
        }
    }

    /// Refuses an address that the policy does not cover.
    ///
    /// - Throws: `url-not-allowed`.
    package func check(_ address: WebAddress) throws(ServingError) {
        switch self {
        case .off:
            throw ServingError(
                .urlNotAllowed, "this service fetches no addresses", advice: "send the picture itself")
        case .allowList(let patterns):
            guard !patterns.contains(where: { $0.matches(address) }) else { return }
            throw ServingError(.urlNotAllowed, "the service's list of hosts does not have \(address)")
        case .public:
            guard address.port != address.scheme.defaultPort else { return }
            throw ServingError(
                .urlNotAllowed, "\(address) is at a port of its own", expected: "port 80 for http, 443 for https",
                found: "port \(address.port)")
        }
    }

    /// Whether the policy spells this IP address out, so that it is allowed although it is not public.
    func names(_ host: IPAddress) -> Bool {
        guard case .allowList(let patterns) = self else { return false }
        return patterns.contains { $0.names(host) }
    }
}
