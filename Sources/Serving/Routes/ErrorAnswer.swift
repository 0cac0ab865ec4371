import AWSClient
import Diagnosis
import JSONText

/// An error as a caller sees it: a status, a stable code and what to do, and nothing of what is inside.
struct ErrorAnswer: Sendable {
    /// The HTTP status.
    var status: Int
    /// The stable code.
    var code: String
    /// The code for logs and metrics, also where a caller is told less.
    let loggedCode: String
    /// What was wrong, what was expected and what came.
    var message: String
    /// What the caller can do.
    var advice: String?
    /// Header fields that belong to the status.
    private var headers: [(name: String, value: String)] = []

    /// Chooses what of an error a caller may know.
    init(_ error: any Error) {
        loggedCode = (error as? any DiagnosedError)?.diagnosis.code ?? ServingError.Code.internalFailure.rawValue
        guard let diagnosis = Self.diagnosis(of: error), let status = Self.statuses[diagnosis.code] else {
            status = 500
            code = ServingError.Code.internalFailure.rawValue
            message = "the service failed"
            advice = "look for the request's id in the service's log"
            return
        }
        self.status = status
        code = diagnosis.code
        message = Self.sentence(diagnosis)
        advice = diagnosis.advice ?? Self.advice[diagnosis.code]
        if let allowed = (error as? MethodNotAllowed)?.allowed { headers = [("allow", allowed)] }
        if status == 429 || status == 503 { headers = [("retry-after", "1")] }
    }

    /// What a caller may know of an error.
    ///
    /// AWS' own sentences name accounts and roles, and are about tables, queues and buckets of the service's own; what a
    /// caller has named is told by ``NamedObjectError``.
    private static func diagnosis(of error: any Error) -> Diagnosis? {
        guard let failure = error as? AWSError else { return (error as? any DiagnosedError)?.diagnosis }
        guard failure.code == .throttled else { return nil }
        return Diagnosis(code: failure.code.rawValue, what: "the service has too much to do", advice: "ask again later")
    }

    /// Whether the caller's input is the reason, so that asking again gives the same.
    var isCallersFault: Bool { 400..<500 ~= status && status != 429 }

    /// Whether a later attempt may succeed: also where a permission is missing, which whoever runs the service can give.
    var mayPass: Bool { !isCallersFault || code == AWSError.Code.accessDenied.rawValue }

    private static func sentence(_ diagnosis: Diagnosis) -> String {
        switch (diagnosis.expected, diagnosis.found) {
        case (let expected?, let found?): "\(diagnosis.what): expected \(expected), found \(found)"
        case (let expected?, nil): "\(diagnosis.what): expected \(expected)"
        case (nil, let found?): "\(diagnosis.what): found \(found)"
        case (nil, nil): diagnosis.what
        }
    }

    /// Writes the members of the error.
    func write(to writer: inout JSONWriter) {
        writer.member("error", message)
        writer.member("code", code)
        if let advice { writer.member("hint", advice) }
    }

    /// The response to a request that failed.
    func response(requestID: String) -> ServiceResponse {
        var writer = JSONWriter()
        writer.object { writer in
            write(to: &writer)
            writer.member("request_id", requestID)
        }
        var response = ServiceResponse.json(writer.bytes, status: status)
        response.headers += headers
        return response
    }
}

extension ErrorAnswer {
    /// What to do about errors that are found where nobody knows what else a caller could send.
    private static let advice = [
        ServingError.Code.bodyTooLarge.rawValue:
            "put the picture into a bucket, by a presigned upload where you have no access to it, "
            + #"and send {"s3": {"bucket": "…", "key": "…"}}"#
    ]

    /// The status of every code that a caller may see; all others are the service's own business.
    private static let statuses: [String: Int] = {
        let codes: [Int: [String]] = [
            400: [
                "input-missing", "field-invalid", "url-invalid", "multipart-malformed", "option-invalid",
                "input-mismatch", "output-unknown", "tensor-mismatch", "image-empty", "body-malformed",
                "event-malformed", "event-unsupported", "message-malformed", "aws-name-invalid",
            ],
            403: ["url-not-allowed", "bucket-not-allowed", "aws-access-denied"],
            404: ["path-unknown", "job-unknown", "jobs-unavailable", "aws-not-found"],
            405: ["method-not-allowed"],
            406: ["answer-unavailable"],
            409: ["destination-loops"],
            413: [
                "body-too-large", "batch-too-large", "image-too-large", "url-too-large", "object-too-large",
                "answer-too-large", "event-too-large",
            ],
            415: ["body-unsupported", "image-unsupported"],
            422: ["image-unrecognized", "image-truncated", "image-corrupt", "url-unreachable"],
            429: ["aws-throttled"],
            502: ["url-unanswered"],
            503: ["model-loading", "model-unavailable"],
            504: ["deadline-exceeded"],
        ]
        return Dictionary(
            codes.flatMap { status, codes in codes.map { ($0, status) } }, uniquingKeysWith: { first, _ in first })
    }()
}
