public import Diagnosis

/// Why a model could not be loaded, described or run.
public struct InferenceError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    public enum Code: String, Sendable, CaseIterable {
        /// No engine library was found in any of the places that were searched.
        case engineNotFound = "engine-not-found"
        /// A library was found that could not be opened or lacks the engine's entry point.
        case engineUnusable = "engine-unusable"
        /// The engine is older than the oldest version that is supported.
        case engineTooOld = "engine-too-old"
        /// The engine failed while it was set up.
        case engineFailed = "engine-failed"
        /// There is no such model file, or it may not be read.
        case modelNotFound = "model-not-found"
        /// The model is empty, cut off, or no model at all.
        case modelCorrupt = "model-corrupt"
        /// The model is of a kind or version that the engine does not know.
        case modelUnsupported = "model-unsupported"
        /// Weights that the model keeps in files of their own are missing.
        case modelDataMissing = "model-data-missing"
        /// The model's graph contradicts itself.
        case modelInvalid = "model-invalid"
        /// An input is missing, unknown, or of the wrong type or shape.
        case inputMismatch = "input-mismatch"
        /// An output was asked for that the model does not have.
        case outputUnknown = "output-unknown"
        /// A tensor was read as another type than it has, or made of the wrong number of elements.
        case tensorMismatch = "tensor-mismatch"
        /// A file that the options name, such as a profile, cannot be written.
        case fileUnwritable = "file-unwritable"
        /// The engine reported a failure during a run.
        case runFailed = "run-failed"
        /// The run was cancelled.
        case runCancelled = "run-cancelled"
    }

    /// Which error this is.
    public let code: Code
    /// The facts, ready for people and programs.
    public let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    public let underlying: (any Error)?

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
