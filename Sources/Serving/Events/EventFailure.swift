package import Diagnosis

/// Why an invocation failed, in words that whoever invoked may read; the log has all of it under the same id.
package struct EventFailure: DiagnosedError {
    /// What the answer to a request would say, with the invocation's id.
    package let diagnosis: Diagnosis
    /// Causes are for the log.
    package let underlying: (any Error)? = nil

    /// Chooses what of an error may be told.
    init(_ error: any Error, id: String) {
        let answer = ErrorAnswer(error)
        diagnosis = Diagnosis(code: answer.code, what: "\(answer.message) (request \(id))", advice: answer.advice)
    }
}
