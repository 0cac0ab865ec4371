/// A form in which pictures are written.
public enum ImageEncoding: Sendable, Hashable {
    /// Baseline JPEG with halved chroma; the quality is 1…100, libjpeg's scale.
    case jpeg(quality: Int)
    /// PNG of 8-bit RGB.
    case png
    /// Lossy WebP; the quality is 0…100, libwebp's scale.
    case webp(quality: Int)

    /// Finds the form that goes with a file's extension.
    ///
    /// - Parameters:
    ///   - pathExtension: `jpg`, `jpeg`, `png` or `webp`, without the dot, in either case.
    ///   - quality: 1…100, for the lossy forms.
    /// - Returns: The form, or `nil` for an extension that is not written.
    public static func matching(pathExtension: String, quality: Int = 90) -> ImageEncoding? {
        switch pathExtension.lowercased() {
        case "jpg", "jpeg": .jpeg(quality: quality)
        case "png": .png
        case "webp": .webp(quality: quality)
        default: nil
        }
    }

    /// The usual extension of a file of this form, without the dot.
    public var pathExtension: String { kind.pathExtension }

    /// The media type of this form, such as `image/jpeg`.
    public var mediaType: String { "image/\(kind.rawValue)" }

    /// The format that is written.
    public var kind: ImageKind {
        switch self {
        case .jpeg: .jpeg
        case .png: .png
        case .webp: .webp
        }
    }

    /// Refuses a quality or a size that the format does not have.
    func check(_ size: ImageSize) throws(ImagingError) {
        guard max(size.width, size.height) <= longestSide else {
            throw .encoding(kind, expected: "sides of at most \(longestSide) pixels", found: size.description)
        }
        switch self {
        case .jpeg(let quality) where !(1...100).contains(quality):
            throw .encoding(kind, expected: "a quality of 1…100", found: "\(quality)")
        case .webp(let quality) where !(0...100).contains(quality):
            throw .encoding(kind, expected: "a quality of 0…100", found: "\(quality)")
        default: return
        }
    }

    /// Pixels of a side at most: JPEG by libjpeg, PNG and WebP by their formats.
    private var longestSide: Int {
        switch self {
        case .jpeg: 65_500
        case .png: Int(Int32.max)
        case .webp: 16_383
        }
    }
}

extension ImagingError {
    /// A picture that cannot be written.
    static func encoding(_ kind: ImageKind, expected: String? = nil, found: String) -> ImagingError {
        ImagingError(
            .encodingFailed, "the picture cannot be written as \(kind.name)", expected: expected, found: found)
    }
}
