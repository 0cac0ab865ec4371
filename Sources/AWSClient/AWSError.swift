package import Diagnosis

/// Why a call to AWS failed, or could not be made.
package struct AWSError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// AWS refused a request for a reason that has no code of its own here.
        case requestFailed = "aws-request-failed"
        /// The object, bucket, queue, table or other thing that a request names is not there.
        case notFound = "aws-not-found"
        /// The credentials do not permit the request.
        case accessDenied = "aws-access-denied"
        /// AWS asked to slow down, and went on doing so.
        case throttled = "aws-throttled"
        /// AWS failed on its side, and went on doing so.
        case serviceFailed = "aws-service-failed"
        /// A condition of the request does not hold, such as "only if there is none yet".
        case conditionFailed = "aws-condition-failed"
        /// An answer is not in the form that the service documents.
        case responseInvalid = "aws-response-invalid"
        /// None of the places where credentials are kept has any.
        case credentialsNotFound = "credentials-not-found"
        /// Credentials were found that are no longer valid.
        case credentialsExpired = "credentials-expired"
        /// A place that should hold credentials holds something else, or failed to give them.
        case credentialsInvalid = "credentials-invalid"
        /// No region is configured.
        case regionNotFound = "region-not-found"
        /// The name of a region or bucket, or an object's key, is not a possible one.
        case nameInvalid = "aws-name-invalid"
        /// The address of a service is not an http or https URL.
        case endpointInvalid = "endpoint-invalid"
        /// No connection could be made or kept, and trying again did not help.
        case connectionFailed = "connection-failed"
        /// An object is larger than the caller takes.
        case objectTooLarge = "object-too-large"
        /// An object changed while it was read.
        case objectChanged = "object-changed"
        /// What arrived is not what was announced or asked for.
        case digestMismatch = "digest-mismatch"
        /// A downloaded object cannot be written to its place.
        case fileUnwritable = "file-unwritable"
    }

    /// What AWS itself said about a failed request.
    package struct Response: Sendable, Hashable {
        /// The HTTP status.
        package let status: Int
        /// AWS' name of the error, such as `NoSuchKey`; `nil` where the answer has none.
        package let code: String?
        /// AWS' sentence about it, cut and escaped.
        package let message: String?
        /// The id by which AWS' support finds the request.
        package let requestID: String?
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)?
    /// What AWS said, where it said anything.
    package let response: Response?

    /// Makes an error; neither secrets nor signed queries may be in any text.
    package init(
        _ code: Code, _ what: String, expected: String? = nil, found: String? = nil, advice: String? = nil,
        underlying: (any Error)? = nil, response: Response? = nil
    ) {
        self.code = code
        self.underlying = underlying
        self.response = response
        diagnosis = Diagnosis(
            code: code.rawValue, what: what, expected: expected, found: found, advice: advice)
    }
}
