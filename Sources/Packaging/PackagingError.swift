package import Diagnosis

/// Why something could not be packaged, or a package not be read.
package struct PackagingError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    package enum Code: String, Sendable, CaseIterable {
        /// A file cannot have that name or place in a package.
        case pathRefused = "package-path-refused"
        /// A file that belongs into the package is not there or may not be read.
        case fileUnreadable = "package-file-unreadable"
        /// The package cannot be written, such as on a full disk.
        case fileUnwritable = "package-unwritable"
        /// The name or place that the package is to have would be mistaken for something else.
        case outputRefused = "package-output-refused"
        /// A program or library is damaged, or no ELF file that Linux would start.
        case binaryCorrupt = "binary-corrupt"
        /// A program or library is for another processor than the package.
        case binaryForeign = "binary-foreign"
        /// A program or library cannot be started with libraries of its own, which this package needs.
        case binaryUnfit = "binary-unfit"
        /// A library that a program asks for was not found.
        case libraryMissing = "library-missing"
        /// The package is larger than the target takes.
        case packageTooLarge = "package-too-large"
        /// The function starts and cannot serve such a model.
        case modelUnfit = "package-model-unfit"
        /// An archive is damaged, or of a form that is not read.
        case archiveCorrupt = "archive-corrupt"
        /// The packaged function did not start, or did not answer an event.
        case trialFailed = "package-trial-failed"
        /// Too little memory.
        case outOfMemory = "out-of-memory"
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
