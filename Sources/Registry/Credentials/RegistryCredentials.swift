package import AWSClient

/// The places where credentials of registries are kept: AWS' own for ECR, and what `docker login` wrote.
package struct RegistryCredentials: Sendable {
    private let environment: AWSEnvironment

    /// Takes variables: `DOCKER_CONFIG` and `HOME`, and AWS' own.
    package init(environment: AWSEnvironment = .process) { self.environment = environment }

    /// The credential for a registry, or `nil` where nobody logged in.
    ///
    /// - Throws: ``RegistryError`` with `registry-credentials-invalid`; for ECR ``AWSError``.
    package func credential(for registry: String) async throws -> RegistryCredential? {
        let docker = DockerConfiguration(environment)
        guard let region = ElasticContainerRegistry.region(of: registry) else {
            return try await docker.credential(for: registry)
        }
        // Tokens of ECR end after twelve hours: a new one is better than what an older login left.
        do {
            let client = AWSClient(environment: environment.setting("AWS_REGION", to: region))
            return RegistryCredential(base64: try await ElasticContainerRegistry(client).authorizationToken())
        } catch let error as AWSError where error.code == .credentialsNotFound {
            guard let credential = try await docker.credential(for: registry) else { throw error }
            return credential
        }
    }
}
