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

    /// The region of a registry such as `123456789012.dkr.ecr.eu-central-1.amazonaws.com`; `nil` for any other host.
    package static func region(of registry: String) -> String? {
        let labels = registry.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 6, labels[0].utf8.count == 12, labels[0].utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
            labels[1] == "dkr", labels[2] == "ecr" || labels[2] == "ecr-fips"
        else { return nil }
        let region = String(labels[3])
        return labels[4...].joined(separator: ".") == Partition(region: region).domain ? region : nil
    }
}
