import Diagnosis
import JSONText

/// An error as a caller sees it: a status, a stable code and what to do, and nothing of what is inside.
struct ErrorAnswer: Sendable {
    /// The HTTP status.
    var status: Int
    /// The stable code.
    var code: String
    /// What was wrong, what was expected and what came.
    var message: String
    /// What the caller can do.
    var advice: String?
    /// Header fields that belong to the status.
    private var headers: [(name: String, value: String)] = []

    /// Chooses what of an error a caller may know.
    init(_ error: any Error) {
        guard let diagnosis = (error as? any DiagnosedError)?.diagnosis, let status = Self.statuses[diagnosis.code]
        else {
            status = 500
            code = ServingError.Code.internalFailure.rawValue
            message = "the service failed"
            advice = "look for the request's id in the service's log"
            return
        }
        self.status = status
        code = diagnosis.code
        message = Self.sentence(diagnosis)
        advice = diagnosis.advice
        if let allowed = (error as? MethodNotAllowed)?.allowed { headers = [("allow", allowed)] }
        if status == 429 || status == 503 { headers = [("retry-after", "1")] }
    }

    /// Whether the caller's input is the reason, so that asking again gives the same.
    var isCallersFault: Bool { 400..<500 ~= status && status != 429 }

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
    /// The status of every code that a caller may see; all others are the service's own business.
    private static let statuses: [String: Int] = {
        let codes: [Int: [String]] = [
            400: [
                "input-missing", "field-invalid", "url-invalid", "multipart-malformed", "option-invalid",
                "input-mismatch", "output-unknown", "tensor-mismatch", "image-empty", "body-malformed",
                "event-malformed", "event-unsupported", "message-malformed",
            ],
            403: ["url-not-allowed", "bucket-not-allowed", "aws-access-denied"],
            404: ["path-unknown", "job-unknown", "jobs-unavailable", "aws-not-found"],
            405: ["method-not-allowed"],
            406: ["answer-unavailable"],
            409: ["destination-loops"],
            413: [
                "body-too-large", "batch-too-large", "image-too-large", "url-too-large", "object-too-large",
                "answer-too-large",
            ],
            415: ["body-unsupported", "image-unsupported"],
            422: ["image-unrecognized", "image-truncated", "image-corrupt", "url-unreachable"],
            429: ["aws-throttled"],
            503: ["model-loading"],
            504: ["deadline-exceeded"],
        ]
        return Dictionary(
            codes.flatMap { status, codes in codes.map { ($0, status) } }, uniquingKeysWith: { first, _ in first })
    }()
}
