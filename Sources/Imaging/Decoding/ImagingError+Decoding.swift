extension ImagingError {
    /// The data stops early: the one error that sending the file again may mend.
    static func truncated(_ kind: ImageKind, detail: String? = nil) -> ImagingError {
        ImagingError(
            .imageTruncated, "the \(kind.name) data ends before the picture does", found: detail,
            advice: "send the whole file; a transfer may have been cut short")
    }

    /// The data contradicts its format.
    static func corrupt(_ kind: ImageKind, _ detail: String) -> ImagingError {
        ImagingError(
            .imageCorrupt, "the \(kind.name) data is damaged", found: detail,
            advice: "open the file in an image editor and save it again")
    }

    /// A form of a readable format that is not read.
    static func unsupported(_ kind: ImageKind, _ detail: String) -> ImagingError {
        ImagingError(
            .imageUnsupported, "this form of \(kind.name) is not supported", found: detail,
            advice: "convert it, for example: magick picture.\(kind.pathExtension) -depth 8 PNG24:picture.png")
    }
}

extension ImageKind {
    /// The format's name as people write it.
    var name: String {
        switch self {
        case .jpeg: "JPEG"
        case .png: "PNG"
        case .webp: "WebP"
        case .gif: "GIF"
        case .bmp: "BMP"
        }
    }

    /// The usual extension of its files, without the dot.
    var pathExtension: String { self == .jpeg ? "jpg" : rawValue }
}
