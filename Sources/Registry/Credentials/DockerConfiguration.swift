import AWSClient
import Diagnosis
import JSONText
import NIOPosix
import Packaging

/// Docker's `config.json`: credentials, or the programs that have them.
struct DockerConfiguration: Sendable {
    /// The largest file that is read, in bytes.
    private static let limit = 4 << 20

    private let path: String?
    private let searchPath: String?

    /// Looks at `DOCKER_CONFIG`, else at `.docker` in `HOME`.
    init(_ environment: AWSEnvironment) {
        let folder = environment["DOCKER_CONFIG"] ?? environment["HOME"].map { "\($0)/.docker" }
        path = folder.map { "\($0)/config.json" }
        searchPath = environment["PATH"]
    }

    /// The credential for a registry: of its own helper, of the helper for all, or from the file.
    ///
    /// - Throws: ``RegistryError`` with `registry-credentials-invalid`.
    func credential(for registry: String) async throws -> RegistryCredential? {
        guard let path, let root = try document(path) else { return nil }
        let names = Self.names(of: registry)
        let helper = names.compactMap { root["credHelpers"]?[$0]?.string }.first ?? root["credsStore"]?.string
        if let helper, !helper.isEmpty {
            let program = try CredentialHelper(helper, searchPath: searchPath)
            if let credential = try await program.credential(for: names[0]) { return credential }
        }
        guard let entry = names.lazy.compactMap({ root["auths"]?[$0] }).first else { return nil }
        return try credential(entry, in: path, for: registry)
    }

    private func credential(
        _ entry: JSONValue, in path: String, for registry: String
    ) throws(RegistryError) -> RegistryCredential? {
        if let token = entry["identitytoken"]?.string, !token.isEmpty { return .identityToken(token) }
        if let user = entry["username"]?.string, let password = entry["password"]?.string {
            return .password(user: user, password: password)
        }
        guard let text = entry["auth"]?.string, !text.isEmpty else { return nil }
        guard let credential = RegistryCredential(base64: text) else {
            throw RegistryError(
                .credentialsInvalid, "\(Diagnosis.excerpt(path)) has no usable entry for \(registry)",
                expected: "auth: a user, a colon and a password in base64", advice: "docker login \(registry)")
        }
        return credential
    }

    private func document(_ path: String) throws(RegistryError) -> JSONValue? {
        guard let file = try? SourceFile(path) else { return nil }
        guard file.byteCount <= Self.limit, let bytes = try? file.bytes(in: 0..<file.byteCount),
            let document = try? JSONDocument(bytes)
        else {
            throw RegistryError(
                .credentialsInvalid, "\(Diagnosis.excerpt(path)) cannot be understood", expected: "JSON",
                advice: "docker login writes it anew")
        }
        return document.root
    }

    /// The keys under which a registry is listed, those that Docker writes first.
    private static func names(of registry: String) -> [String] {
        let own = registry == ImageReference.dockerHub ? ["https://index.docker.io/v1/"] : []
        return own + [registry] + ["", "/v1/", "/v2/"].map { "https://\(registry)\($0)" }
    }
}
