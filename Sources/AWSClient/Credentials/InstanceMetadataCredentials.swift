/// The role of an EC2 machine, from its metadata service in version 2, which wants a token first.
struct InstanceMetadataCredentials: CredentialProvider {
    let name = "the EC2 instance"
    /// What is needed to ask for them.
    let context: CredentialContext

    private static let folder = "/latest/meta-data/iam/security-credentials/"

    func credentials() async throws -> Credentials? {
        let environment = context.environment
        guard environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() != "true" else { return nil }
        let variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        let endpoint = try Endpoint(environment[variable] ?? "http://169.254.169.254", from: variable)
        guard let token = try await token(endpoint),
            let roles = try await document(Self.folder, endpoint, token: token),
            let role = String(decoding: roles, as: UTF8.self).split(whereSeparator: \.isNewline).first
        else { return nil }
        let path = Self.folder + URIEncoding.component(String(role))
        guard let body = try await document(path, endpoint, token: token) else {
            throw AWSError(.credentialsInvalid, "the metadata service has no credentials of the machine's role")
        }
        return try CredentialDocument.credentials(body, from: "the metadata service")
    }

    /// The token, or `nil` where this is no such machine: nobody answers within a second, or it is refused.
    private func token(_ endpoint: Endpoint) async throws -> String? {
        var call = call("PUT", "/latest/api/token", endpoint)
        call.headers.append(("x-aws-ec2-metadata-token-ttl-seconds", "21600"))
        do {
            let (status, body) = try await context.ask(call, patience: .seconds(1))
            let token = String(decoding: body, as: UTF8.self)
            return status == 200 && token.utf8.allSatisfy { 0x21...0x7E ~= $0 } ? token : nil
        } catch is FailedAttempt {
            return nil
        }
    }

    /// A document, or `nil` where there is none.
    private func document(_ path: String, _ endpoint: Endpoint, token: String) async throws -> [UInt8]? {
        var call = call("GET", path, endpoint)
        call.headers.append(("x-aws-ec2-metadata-token", token))
        let request = call
        return try await context.sender.retry.run { _ in
            let (status, body) = try await context.ask(request, patience: .seconds(1))
            switch status {
            case 200: return body
            case 404: return nil
            default:
                throw CredentialContext.refusal("the metadata service refused", status: status)
            }
        }
    }

    private func call(_ method: String, _ path: String, _ endpoint: Endpoint) -> HTTPCall {
        HTTPCall(method: method, endpoint: endpoint, target: endpoint.basePath + path)
    }
}
