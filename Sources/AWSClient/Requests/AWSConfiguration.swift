import Diagnosis

/// What decides where requests go: variables, and the profile where those say nothing.
///
/// Files are opened only when a variable that would have been enough is absent.
package struct AWSConfiguration: Sendable {
    /// The variables.
    let environment: AWSEnvironment
    /// The files that developers' machines have.
    let profiles: SharedConfiguration

    /// Takes variables, and files from the places that they name.
    package init(_ environment: AWSEnvironment) {
        self.environment = environment
        profiles = SharedConfiguration(environment)
    }

    /// The region of `AWS_REGION`, `AWS_DEFAULT_REGION`, or the profile.
    ///
    /// - Throws: `region-not-found`, `aws-name-invalid`.
    package var region: String {
        get throws(AWSError) {
            if let region = try regionIfConfigured { return region }
            throw AWSError(
                .regionNotFound, "no AWS region is configured",
                advice: "set AWS_REGION, such as eu-central-1, or `region` in the profile")
        }
    }

    /// The region, or `nil` where none is configured.
    ///
    /// - Throws: `aws-name-invalid`.
    var regionIfConfigured: String? {
        get throws(AWSError) {
            if let region = environment["AWS_REGION"] { return try Self.validated(region, from: "AWS_REGION") }
            if let region = environment["AWS_DEFAULT_REGION"] {
                return try Self.validated(region, from: "AWS_DEFAULT_REGION")
            }
            guard let profile = try profiles.selected, let region = profile["region"] else { return nil }
            return try Self.validated(region, from: "the profile \(profile.name)")
        }
    }

    /// The address that variables give a service instead of its own: `AWS_ENDPOINT_URL_S3`, then `AWS_ENDPOINT_URL`.
    ///
    /// - Throws: `endpoint-invalid`.
    package func override(of service: AWSService) throws(AWSError) -> Endpoint? {
        for name in [service.endpointVariable, "AWS_ENDPOINT_URL"] {
            if let text = environment[name] { return try Endpoint(text, from: name) }
        }
        return nil
    }

    /// Where a service answers in a region.
    ///
    /// - Throws: `endpoint-invalid`, `aws-name-invalid`.
    package func endpoint(of service: AWSService, in region: String) throws(AWSError) -> Endpoint {
        if let override = try override(of: service) { return override }
        let region = try Self.validated(region, from: "the configuration")
        return Endpoint(host: "\(service.hostPrefix).\(region).\(Partition(region: region).domain)")
    }

    /// A region becomes part of a host, so it must not be able to name another one.
    private static func validated(_ region: String, from source: String) throws(AWSError) -> String {
        let isPlain = region.utf8.allSatisfy {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                || $0 == UInt8(ascii: "-")
        }
        guard isPlain, 1...32 ~= region.utf8.count else {
            throw AWSError(
                .nameInvalid, "\(source) names no possible region", expected: "a name such as eu-central-1",
                found: Diagnosis.excerpt(region, limit: 40))
        }
        return region
    }
}
