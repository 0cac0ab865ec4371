/// The services that are called here.
package enum AWSService: String, Sendable, CaseIterable {
    /// Simple Storage Service.
    case s3
    /// Simple Queue Service.
    case sqs
    /// DynamoDB.
    case dynamodb
    /// EventBridge.
    case events
    /// Elastic Container Registry.
    case ecr
    /// Security Token Service.
    case sts
    /// The portal of IAM Identity Center.
    case sso

    /// The name in signatures.
    package var signingName: String { self == .sso ? "awsssoportal" : rawValue }

    /// The first part of the host, before the region.
    var hostPrefix: String {
        switch self {
        case .sso: "portal.sso"
        case .ecr: "api.ecr"
        default: rawValue
        }
    }

    /// The variable that names another address for this service.
    var endpointVariable: String {
        "AWS_ENDPOINT_URL_" + (self == .events ? "EVENTBRIDGE" : rawValue.uppercased())
    }
}
