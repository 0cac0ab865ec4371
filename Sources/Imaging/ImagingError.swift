public import Diagnosis

/// Why a picture could not be read, prepared or written.
public struct ImagingError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    public enum Code: String, Sendable, CaseIterable {
        /// No bytes at all.
        case imageEmpty = "image-empty"
        /// The bytes are no image format that is known.
        case imageUnrecognized = "image-unrecognized"
        /// A known format, or a form of one, that is not read (HEIC, AVIF, TIFF, 12-bit JPEG …).
        case imageUnsupported = "image-unsupported"
        /// Bytes, pixels or sides beyond the limits.
        case imageTooLarge = "image-too-large"
        /// The data ends before the picture does.
        case imageTruncated = "image-truncated"
        /// The data contradicts its format.
        case imageCorrupt = "image-corrupt"
        /// A picture could not be encoded.
        case encodingFailed = "image-encoding-failed"
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
