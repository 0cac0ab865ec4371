package import Diagnosis

/// Why a request could not be answered, or a service not be set up.
package struct ServingError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// A setting of the environment has a value that it cannot have.
        case settingInvalid = "setting-invalid"
        /// The request has no picture and no tensors in any of the known forms.
        case inputMissing = "input-missing"
        /// A field of the request has the wrong type or a value out of range.
        case fieldInvalid = "field-invalid"
        /// The body is neither a known picture nor JSON nor a form.
        case bodyUnsupported = "body-unsupported"
        /// The body is larger than the service takes.
        case bodyTooLarge = "body-too-large"
        /// More pictures in one request than the service takes.
        case batchTooLarge = "batch-too-large"
        /// There is nothing at this path.
        case pathUnknown = "path-unknown"
        /// The path is known, and this method is not.
        case methodNotAllowed = "method-not-allowed"
        /// The answer that the `Accept` header asks for cannot be given for this request.
        case answerUnavailable = "answer-unavailable"
        /// The answer is larger than the transport carries.
        case answerTooLarge = "answer-too-large"
        /// The model is still being fetched or loaded.
        case modelLoading = "model-loading"
        /// The model cannot be fetched or loaded; the cause is for whoever runs the service.
        case modelUnavailable = "model-unavailable"
        /// The model's bytes are not those that were asked for.
        case modelMismatch = "model-mismatch"
        /// A fetched model cannot be kept on this machine.
        case storageUnwritable = "storage-unwritable"
        /// The time for the request is nearly over.
        case deadlineExceeded = "deadline-exceeded"
        /// Something failed inside; the log has it under the request's id.
        case internalFailure = "internal-failure"
        /// The address is no plain absolute http or https URL.
        case urlInvalid = "url-invalid"
        /// The address, or one that it leads to, may not be fetched.
        case urlNotAllowed = "url-not-allowed"
        /// The address leads nowhere, or to something that cannot be used; trying again gives the same.
        case urlUnreachable = "url-unreachable"
        /// The server at the address did not answer in time, or failed; it may do so later.
        case urlUnanswered = "url-unanswered"
        /// What is at the address is larger than the service takes.
        case urlTooLarge = "url-too-large"
        /// The form body contradicts its format.
        case multipartMalformed = "multipart-malformed"
        /// Objects of this bucket may not be read.
        case bucketNotAllowed = "bucket-not-allowed"
        /// There is no job of this id, or it has expired.
        case jobUnknown = "job-unknown"
        /// This service has no queue for jobs.
        case jobsUnavailable = "jobs-unavailable"
        /// Results would be written where the events come from, and start themselves again.
        case destinationLoops = "destination-loops"
        /// A result could not be stored where it belongs.
        case destinationFailed = "destination-failed"
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)?

    /// Makes an error; every place that throws says what was expected, what came and what to do where it can.
    package init(
        _ code: Code, _ what: String, expected: String? = nil, found: String? = nil, advice: String? = nil,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.underlying = underlying
        diagnosis = Diagnosis(
            code: code.rawValue, what: what, expected: expected, found: found, advice: advice)
    }
}
