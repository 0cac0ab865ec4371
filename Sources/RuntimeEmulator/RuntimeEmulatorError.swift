package import Diagnosis

/// Why a function could not be started or invoked here.
package struct RuntimeEmulatorError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// No port could be opened on the loopback interface.
        case emulatorUnstartable = "emulator-unstartable"
        /// The function's command cannot be started.
        case functionUnstartable = "function-unstartable"
        /// The event is larger than Lambda accepts.
        case eventTooLarge = "event-too-large"
    }

    /// Which error this is.
    package let code: Code
    /// The facts, ready for people and programs.
    package let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    package let underlying: (any Error)?

    /// Makes an error; every place that throws says what was expected, what came and what to do where it can.
    init(
        _ code: Code, _ what: String, expected: String? = nil, found: String? = nil, advice: String? = nil,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.underlying = underlying
        diagnosis = Diagnosis(code: code.rawValue, what: what, expected: expected, found: found, advice: advice)
    }
}
