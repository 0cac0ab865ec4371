import Diagnosis
import JSONText

/// What a service said when it refused or failed, read from XML or JSON, whichever came.
struct ServiceFailure {
    /// AWS' facts.
    let response: AWSError.Response
    /// The whole answer, at most ``HTTPReply/errorLimit`` bytes.
    let body: [UInt8]

    /// Reads an answer that is no success.
    init(_ reply: HTTPReply, body: [UInt8]) {
        self.body = body
        var (code, message) = body.first == UInt8(ascii: "{") ? Self.readJSON(body) : Self.readXML(body)
        // JSON services may say it in a header, and HEAD leaves no other place.
        code = code ?? reply.header("x-amzn-errortype")
        if let region = reply.header("x-amz-bucket-region"), 300..<400 ~= reply.status {
            message = "the bucket is in the region \(region)"
        }
        response = AWSError.Response(
            status: reply.status, code: code.map(Self.shortName),
            message: message.map { Diagnosis.excerpt($0, limit: 300) },
            requestID: (reply.header("x-amzn-requestid") ?? reply.header("x-amz-request-id"))
                .map { Diagnosis.excerpt($0, limit: 80) })
    }

    private static func readJSON(_ body: [UInt8]) -> (code: String?, message: String?) {
        guard let root = try? JSONDocument(body).root else { return (nil, nil) }
        return (
            (root["__type"] ?? root["code"])?.string, (root["message"] ?? root["Message"])?.string
        )
    }

    private static func readXML(_ body: [UInt8]) -> (code: String?, message: String?) {
        let tags = XMLTags(body)
        return (tags["Code"], tags["Message"])
    }

    /// `com.amazonaws.sqs#QueueDoesNotExist` and `ValidationException:http://…` without what stands around the name.
    private static func shortName(_ code: String) -> String {
        let name = code.split(separator: "#").last?.split(separator: ":").first ?? ""
        return Diagnosis.excerpt(String(name), limit: 80)
    }
}

extension ServiceFailure {
    /// Names by which services ask to slow down: those of AWS' own clients in "standard" mode.
    private static let throttlingCodes: Set<String> = [
        "BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException", "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled",
        "RequestThrottledException", "SlowDown", "ThrottledException", "Throttling", "ThrottlingException",
        "TooManyRequestsException", "TransactionInProgressException",
    ]
    /// Names of failures that pass although their status says that the request was wrong.
    private static let passingCodes: Set<String> = [
        "ConditionalRequestConflict", "RequestTimeout", "RequestTimeoutException",
    ]
    private static let expiredCodes: Set<String> = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"]
    private static let deniedCodes: Set<String> = [
        "AccessDenied", "AccessDeniedException", "IncompleteSignature", "InvalidAccessKeyId", "InvalidClientTokenId",
        "InvalidSignatureException", "SignatureDoesNotMatch", "UnrecognizedClientException",
    ]
    private static let absentCodes: Set<String> = [
        "AWS.SimpleQueueService.NonExistentQueue", "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "QueueDoesNotExist",
        "ResourceNotFoundException",
    ]
    private static let conditionCodes: Set<String> = ["ConditionalCheckFailedException", "PreconditionFailed"]

    /// Which of our errors it is.
    var code: AWSError.Code {
        let name = response.code ?? ""
        return switch response.status {
        case _ where Self.throttlingCodes.contains(name): .throttled
        case _ where Self.expiredCodes.contains(name): .credentialsExpired
        case _ where Self.deniedCodes.contains(name): .accessDenied
        case _ where Self.absentCodes.contains(name): .notFound
        case _ where Self.conditionCodes.contains(name): .conditionFailed
        case 429: .throttled
        case 401, 403: .accessDenied
        case 404: .notFound
        case 412: .conditionFailed
        case 500...: .serviceFailed
        default: .requestFailed
        }
    }

    /// Why it may be different the next time, or `nil` where it will not.
    var cause: RetryPolicy.Cause? {
        switch code {
        case .throttled: .throttling
        case .serviceFailed: .service
        default: Self.passingCodes.contains(response.code ?? "") ? .service : nil
        }
    }

    /// The error for somebody who asked for `what`, such as `reading s3://bucket/key`.
    func error(_ what: String) -> AWSError {
        let facts = [response.code, "HTTP \(response.status)", response.requestID.map { "request \($0)" }]
        return AWSError(
            code, response.message.map { "\(what) failed: \($0)" } ?? "\(what) failed",
            found: facts.compactMap { $0 }.joined(separator: ", "), advice: advice, response: response)
    }

    private var advice: String? {
        switch code {
        case .accessDenied: "check that the role may do this, that name and region are right, and that the clock is"
        case .notFound: "check name, account and region"
        case .throttled: "ask less often, or raise the limit"
        case .credentialsExpired: "sign in again, or check the clock"
        default: nil
        }
    }
}
