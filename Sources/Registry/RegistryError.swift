package import Diagnosis

/// Why an image could not be pushed to a registry.
package struct RegistryError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// What should name an image is not such a name.
        case referenceInvalid = "image-reference-invalid"
        /// The registry would be spoken to in the clear, and is not on this machine.
        case insecure = "registry-insecure"
        /// No connection could be made or kept, and trying again did not help.
        case unreachable = "registry-unreachable"
        /// The registry does not know the credentials, or they do not permit the push.
        case accessDenied = "registry-access-denied"
        /// Credentials are configured in a way that gives none, or their helper failed.
        case credentialsInvalid = "registry-credentials-invalid"
        /// The registry refused a request for another reason.
        case requestFailed = "registry-request-failed"
        /// The registry asked to slow down, or failed on its side, and went on doing so.
        case unavailable = "registry-unavailable"
        /// An answer is not in the form that the specification asks for.
        case responseInvalid = "registry-response-invalid"
        /// The registry has something else than what was sent, or the image is another one than was named.
        case digestMismatch = "image-digest-mismatch"
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)?

    /// Makes an error; neither secrets nor the queries of addresses may be in any text.
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
