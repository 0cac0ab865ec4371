import AWSClient
import Diagnosis

/// An object that a caller named cannot be had, told without AWS' own sentences: those name accounts and roles.
struct NamedObjectError: DiagnosedError {
    let diagnosis: Diagnosis
    let underlying: (any Error)?

    /// Tells of what a caller can know and mend; `nil` for failures of another kind.
    ///
    /// - Parameters:
    ///   - error: What reading the object threw.
    ///   - location: The object.
    ///   - maximumBytes: The most that was taken.
    init?(_ error: AWSError, _ location: ObjectLocation, maximumBytes: Int) {
        let facts: (what: String, expected: String?, advice: String?)
        switch error.code {
        case .notFound: facts = ("there is no \(location)", nil, "check bucket, key and version")
        case .accessDenied:
            facts = (
                "\(location) may not be read", nil,
                "check that it is there, and ask whoever runs the service to let its role read it"
            )
        case .objectTooLarge: facts = ("\(location) is too large", "at most \(maximumBytes) bytes", nil)
        default: return nil
        }
        diagnosis = Diagnosis(
            code: error.code.rawValue, what: facts.what, expected: facts.expected, advice: facts.advice)
        underlying = error
    }

    /// Tells of a name that no object can have, in words of our own.
    init(name error: AWSError) {
        (diagnosis, underlying) = (error.diagnosis, error)
    }
}
