import AWSClient
import Diagnosis
import JSONText
import NIOHTTP1
import Packaging

/// The authorisation for one repository: asked for when the registry first wants one, and used from then on.
actor RegistryAuthorization {
    private let endpoint: RegistryEndpoint
    private let registry: String
    private let scopes: [String]
    private let credentials: RegistryCredentials
    private let transport: RegistryTransport
    private var credential: RegistryCredential??
    private(set) var header: String?

    /// Prepares, and asks nobody yet.
    ///
    /// - Parameters:
    ///   - reference: The image that is pushed.
    ///   - source: A repository that contents are taken from.
    ///   - endpoint: Where the registry is.
    ///   - credentials: Where credentials are.
    init(
        for reference: ImageReference, from source: String?, at endpoint: RegistryEndpoint,
        _ credentials: RegistryCredentials
    ) {
        self.endpoint = endpoint
        self.credentials = credentials
        registry = reference.registry
        transport = RegistryTransport()
        scopes = ["repository:\(reference.repository):pull,push"] + (source.map { ["repository:\($0):pull"] } ?? [])
    }

    /// Answers a registry that wants to know who asks.
    ///
    /// - Parameters:
    ///   - reply: Its answer, of status 401.
    ///   - used: The header that was refused.
    /// - Returns: The header for the next attempt, or `nil` where there is no other.
    /// - Throws: ``RegistryError`` with `registry-credentials-invalid`, `registry-access-denied`,
    ///   `registry-insecure`, `registry-response-invalid`, `registry-unreachable`; for ECR ``AWSError``.
    func answer(_ reply: RegistryReply, used: String?) async throws -> String? {
        // Another request may have got a new one meanwhile.
        if let header, header != used { return header }
        let known = reply.headers["www-authenticate"].compactMap { AuthenticationChallenge($0) }
        if let bearer = known.first(where: { $0.scheme == "bearer" }) {
            header = "Bearer " + (try await token(for: bearer))
        } else if known.contains(where: { $0.scheme == "basic" }), let basic = try await found()?.basicHeader {
            guard basic != used else { return nil }
            header = basic
        } else {
            return nil
        }
        return header
    }

    /// The credential, looked for once.
    private func found() async throws -> RegistryCredential? {
        if let credential { return credential }
        let found = try await credentials.credential(for: registry)
        credential = found
        return found
    }

    private func token(for challenge: AuthenticationChallenge) async throws -> String {
        guard let realm = challenge.parameters["realm"] else {
            throw RegistryError(.responseInvalid, "\(registry) did not say who gives tokens for it")
        }
        let address = try endpoint.resolve(realm)
        let call = tokenCall(address, challenge.parameters["service"], try await found())
        let reply = try await transport.send(call, to: "the token service of \(registry)")
        guard reply.status == 200 else {
            throw RegistryError(
                reply.status == 401 || reply.status == 403 || reply.status == 400 ? .accessDenied : .unavailable,
                "the token service of \(registry) gave no token", found: reply.complaint,
                advice: "docker login \(registry)")
        }
        let root = try? JSONDocument(reply.body).root
        guard let token = root?["token"]?.string ?? root?["access_token"]?.string,
            token.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), !token.isEmpty
        else { throw RegistryError(.responseInvalid, "the token service of \(registry) gave no token") }
        return token
    }

    private func tokenCall(
        _ address: String, _ service: String?, _ credential: RegistryCredential?
    ) -> RegistryCall {
        var fields = service.map { [("service", $0)] } ?? []
        if case .identityToken(let token) = credential {
            fields += [
                ("client_id", "apus"), ("grant_type", "refresh_token"), ("refresh_token", token),
                ("scope", scopes.joined(separator: " ")),
            ]
            return RegistryCall(
                method: "POST", url: address, headers: [("content-type", "application/x-www-form-urlencoded")],
                body: .bytes(Array(Self.form(fields).utf8)))
        }
        fields += scopes.map { ("scope", $0) }
        let separator = address.contains("?") ? "&" : "?"
        return RegistryCall(
            method: "GET", url: address + separator + Self.form(fields),
            headers: credential?.basicHeader.map { [("authorization", $0)] } ?? [])
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(URIEncoding.component($0.1))" }.joined(separator: "&")
    }
}
