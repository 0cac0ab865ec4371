public import Diagnosis

/// Why a model could not be understood, or a picture not be predicted.
public struct VisionError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    public enum Code: String, Sendable, CaseIterable {
        /// A manifest cannot be read, or says something that cannot be.
        case manifestInvalid = "manifest-invalid"
        /// No model is named, and not exactly one lies where models are looked for.
        case modelNotChosen = "model-not-chosen"
        /// Neither manifest, metadata nor shapes tell how to read the model's outputs.
        case modelUnknown = "model-unknown"
        /// Shapes fit several decoders and nothing decides between them.
        case modelAmbiguous = "model-ambiguous"
        /// The model's task is not one that is supported.
        case taskUnsupported = "task-unsupported"
        /// A prediction was read as one of another task.
        case wrongTask = "wrong-task"
        /// An option is outside its range.
        case optionInvalid = "option-invalid"
        /// The model's outputs are not what its decoder expects.
        case outputUnexpected = "output-unexpected"
        /// A picture's file cannot be read.
        case sourceUnreadable = "source-unreadable"
    }

    /// Which error this is.
    public let code: Code
    /// The facts, ready for people and programs.
    public let diagnosis: Diagnosis
    /// The error that caused this one, where there was one.
    public let underlying: (any Error)?

    /// Makes an error; every place that throws says what was expected, what came and what to do where it can.
    public init(
        _ code: Code, _ what: String, expected: String? = nil, found: String? = nil, advice: String? = nil,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.underlying = underlying
        diagnosis = Diagnosis(
            code: code.rawValue, what: what, expected: expected, found: found, advice: advice)
    }
}
