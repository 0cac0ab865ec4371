import JSONText

/// Elastic Container Registry, AWS' registry of images: the one call that pushing needs of it.
package struct ElasticContainerRegistry: Sendable {
    private let client: AWSClient

    /// The registry in the client's region.
    package init(_ client: AWSClient) { self.client = client }

    /// A token that the registry takes for twelve hours: a user and a password in base64.
    ///
    /// - Throws: ``AWSError``; `CancellationError`.
    package func authorizationToken() async throws -> String {
        let operation = JSONOperation(
            service: .ecr, target: "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken", version: "1.1",
            purpose: "getting a token of the image registry")
        let answer = try await operation.call(client) { _ in }
        guard let token = answer["authorizationData"]?.elements.first?["authorizationToken"]?.string else {
            throw AWSError(.responseInvalid, "the image registry gave no token")
        }
        return token
    }

    /// The region of a registry; `nil` for hosts that are none of ECR's.
    ///
    /// Registries are called `123456789012.dkr.ecr.eu-central-1.amazonaws.com`, and those that are reached over IPv6 too
    /// `123456789012.dkr-ecr.eu-central-1.on.aws` (Amazon ECR User Guide, "Making
    /// requests to Amazon ECR registries").
    package static func region(of registry: String) -> String? {
        let labels = registry.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 5, labels[0].utf8.count == 12, labels[0].utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
            return nil
        }
        let isDualStack = labels[1] == "dkr-ecr" || labels[1] == "dkr-ecr-fips"
        guard isDualStack || labels[1] == "dkr" && (labels[2] == "ecr" || labels[2] == "ecr-fips") else { return nil }
        let (region, domain) = isDualStack ? (labels[2], labels[3...]) : (labels[3], labels[4...])
        let expected = isDualStack ? "on.aws" : Partition(region: String(region)).domain
        return domain.joined(separator: ".") == expected ? String(region) : nil
    }
}
