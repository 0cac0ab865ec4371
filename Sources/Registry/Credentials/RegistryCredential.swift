import JSONText

/// What proves to a registry who pushes; its text never shows the secret.
package enum RegistryCredential: Sendable, Hashable {
    /// A name and a password, or a token in its place.
    case password(user: String, password: String)
    /// A token that the registry's token service turns into short-lived ones.
    case identityToken(String)

    /// The value of an `Authorization` header; identity tokens have none.
    var basicHeader: String? {
        guard case .password(let user, let password) = self else { return nil }
        return "Basic " + String(decoding: Base64.encode(Array("\(user):\(password)".utf8)), as: UTF8.self)
    }

    /// Reads `user:password` in base64, as Docker's configuration and ECR have it; `nil` where it is something else.
    init?(base64 text: String) {
        guard let bytes = try? Base64.decode(text.utf8, maximumBytes: 64 << 10),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        self = .password(
            user: String(decoding: bytes[..<colon], as: UTF8.self),
            password: String(decoding: bytes[(colon + 1)...].filter { $0 != 0 }, as: UTF8.self))
    }
}

extension RegistryCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A word that shows no secret, not even in logs and dumps.
    package var description: String { "registry credential" }
    /// As the description.
    package var debugDescription: String { description }
    /// Has no children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
