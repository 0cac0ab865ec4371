import Crypto

/// AWS Signature Version 4, in headers and in URLs.
///
/// Source: AWS General Reference, "Create a signed AWS API request", and for S3 "Authenticating Requests".
package struct SignatureV4: Sendable {
    private static let algorithm = "AWS4-HMAC-SHA256"

    private let credentials: Credentials
    private let region: String
    private let time: UTCTime

    /// A signer for one moment; AWS takes its signatures for about 15 minutes.
    package init(credentials: Credentials, region: String, at time: UTCTime) {
        self.credentials = credentials
        self.region = region
        self.time = time
    }

    /// Adds the headers that sign a request.
    package func sign(_ request: inout AWSRequest) {
        let digest = Self.digest(request.body)
        request.headers.append(("x-amz-date", time.basic))
        if request.service == .s3 { request.headers.append(("x-amz-content-sha256", digest)) }
        if let token = credentials.sessionToken { request.headers.append(("x-amz-security-token", token)) }
        let canonical = CanonicalRequest(request, payload: .digest(digest))
        let scope = scope(of: request.service)
        let authorization = [
            "Credential=\(credentials.accessKeyID)/\(scope)", "SignedHeaders=\(canonical.signedHeaders)",
            "Signature=\(signature(of: canonical, scope: scope, service: request.service))",
        ]
        request.headers.append(("authorization", "\(Self.algorithm) \(authorization.joined(separator: ", "))"))
    }

    /// The URL that lets whoever has it make this one request.
    ///
    /// - Parameters:
    ///   - request: The request; its headers have to be sent with the URL.
    ///   - seconds: How long it is good for; AWS takes 1 to 604,800.
    /// - Returns: The URL, which is a secret.
    package func presignedURL(of request: AWSRequest, seconds: Int) -> String {
        var request = request
        let scope = scope(of: request.service)
        let signedHeaders = CanonicalRequest(request, payload: .unsigned).signedHeaders
        request.query += [
            ("X-Amz-Algorithm", Self.algorithm), ("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope)"),
            ("X-Amz-Date", time.basic), ("X-Amz-Expires", String(seconds)), ("X-Amz-SignedHeaders", signedHeaders),
        ]
        if let token = credentials.sessionToken { request.query.append(("X-Amz-Security-Token", token)) }
        let payload: CanonicalRequest.Payload = request.service == .s3 ? .unsigned : .digest(Self.digest(request.body))
        let canonical = CanonicalRequest(request, payload: payload)
        request.query.append(
            ("X-Amz-Signature", signature(of: canonical, scope: scope, service: request.service)))
        return request.url
    }

    private func scope(of service: AWSService) -> String {
        "\(time.day)/\(region)/\(service.signingName)/aws4_request"
    }

    private func signature(of canonical: CanonicalRequest, scope: String, service: AWSService) -> String {
        let text = [Self.algorithm, time.basic, scope, canonical.digest].joined(separator: "\n")
        let start = SymmetricKey(data: Array("AWS4\(credentials.secretAccessKey)".utf8))
        let key = [time.day, region, service.signingName, "aws4_request"].reduce(start) { key, part in
            SymmetricKey(data: Self.code(part, key: key))
        }
        return Hexadecimal.text(Self.code(text, key: key))
    }

    private static func digest(_ bytes: [UInt8]) -> String { Hexadecimal.text(SHA256.hash(data: bytes)) }

    private static func code(_ text: String, key: SymmetricKey) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    }
}
