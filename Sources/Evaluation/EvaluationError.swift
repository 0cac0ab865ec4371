package import Diagnosis

/// Why something could not be measured.
package struct EvaluationError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// A function did not answer the event, or answered it with an error: its time would say nothing.
        case functionFailed = "function-failed"
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)? = nil

    /// Makes an error; every place that throws says what was expected, what came and what to do where it can.
    init(_ code: Code, _ what: String, expected: String? = nil, found: String? = nil, advice: String? = nil) {
        self.code = code
        diagnosis = Diagnosis(code: code.rawValue, what: what, expected: expected, found: found, advice: advice)
    }
}
