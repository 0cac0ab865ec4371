import Diagnosis
package import Packaging

/// The name of an image in a registry: `host:port/repository:tag@digest`, read as Docker reads it.
///
/// A name without a host is at Docker Hub, and there a name of one word is in `library/`.
package struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    /// Where the registry is, with a port where it has one of its own.
    package let registry: String
    /// The repository, such as `library/alpine`.
    package let repository: String
    /// The tag; `latest` where neither tag nor digest is named.
    package let tag: String?
    /// The digest that the image must have, where one is named.
    package let digest: ContentDigest?

    /// The registry of names without one.
    static let dockerHub = "docker.io"

    /// The whole name.
    package var description: String {
        "\(registry)/\(repository)" + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }

    /// The name with this digest and without a tag: it means the same for good.
    package func pinned(to digest: ContentDigest) -> String { "\(registry)/\(repository)@\(digest)" }

    /// Reads a name.
    ///
    /// - Throws: ``RegistryError`` with `image-reference-invalid`.
    package init(_ text: String) throws(RegistryError) {
        var rest = text[...]
        if let at = rest.firstIndex(of: "@") {
            guard let digest = ContentDigest(String(rest[rest.index(after: at)...])) else {
                throw Self.invalid(text, "a digest such as sha256: and 64 digits after the @")
            }
            (self.digest, rest) = (digest, rest[..<at])
        } else {
            digest = nil
        }
        let slash = rest.lastIndex(of: "/") ?? rest.startIndex
        if let colon = rest[slash...].lastIndex(of: ":") {
            let tag = String(rest[rest.index(after: colon)...])
            guard Self.isTag(tag) else { throw Self.invalid(text, "a tag of 1 to 128 letters, digits, _, . and -") }
            (self.tag, rest) = (tag, rest[..<colon])
        } else {
            tag = digest == nil ? "latest" : nil
        }
        let (registry, name) = Self.split(rest)
        guard Self.isHost(registry) else { throw Self.invalid(text, "a host, perhaps with a port, before the slash") }
        let isShort = registry == Self.dockerHub && !name.contains("/")
        let repository = isShort ? "library/\(name)" : name
        guard Self.isRepository(repository) else {
            throw Self.invalid(text, "a repository of lower-case letters and digits, with ., _, - and / between them")
        }
        (self.registry, self.repository) = (registry, repository)
    }

    /// The first word is a host where it looks like none of a repository's.
    private static func split(_ name: Substring) -> (registry: String, repository: String) {
        guard let slash = name.firstIndex(of: "/") else { return (dockerHub, String(name)) }
        let first = name[..<slash]
        let isHost = first.contains(".") || first.contains(":") || first == "localhost"
        guard isHost else { return (dockerHub, String(name)) }
        let registry = first.lowercased()
        return (registry == "index.docker.io" ? dockerHub : registry, String(name[name.index(after: slash)...]))
    }

    private static func invalid(_ text: String, _ expected: String) -> RegistryError {
        RegistryError(
            .referenceInvalid, "\(Diagnosis.excerpt(text)) names no image", expected: expected,
            advice: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/detector:v1 is one")
    }
}
