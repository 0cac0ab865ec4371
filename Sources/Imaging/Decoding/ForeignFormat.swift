/// A format that is known by its first bytes and not read: the error says how to convert it.
enum ForeignFormat: String {
    case heic = "HEIC"
    case avif = "AVIF"
    case tiff = "TIFF"
    case jpeg2000 = "JPEG 2000"
    case jpegXL = "JPEG XL"
    case icon = "ICO"
    case photoshop = "PSD"
    case svg = "SVG"
    case pdf = "PDF"

    init?(_ bytes: [UInt8]) {
        let start = bytes.prefix(12)
        switch true {
        case start.dropFirst(4).starts(with: "ftyp".utf8):
            guard let format = Self.ofBrand(start.dropFirst(8)) else { return nil }
            self = format
        case Self.tiffMarks.contains { start.starts(with: $0) }: self = .tiff
        case start.starts(with: [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]), start.starts(with: [0xFF, 0x4F, 0xFF, 0x51]):
            self = .jpeg2000
        case start.starts(with: [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20]), start.starts(with: [0xFF, 0x0A]): self = .jpegXL
        case start.starts(with: [0, 0, 1, 0]), start.starts(with: [0, 0, 2, 0]): self = .icon
        case start.starts(with: "8BPS".utf8): self = .photoshop
        case start.starts(with: "%PDF-".utf8): self = .pdf
        case Self.isSVG(bytes): self = .svg
        default: return nil
        }
    }

    /// The refusal, with a command that converts.
    var error: ImagingError {
        ImagingError(
            .imageUnsupported, "\(rawValue) is not supported",
            expected: "a JPEG, PNG, WebP, GIF or BMP file", found: "\(rawValue) data",
            advice: "convert it to JPEG or PNG, for example: \(command)")
    }

    private var command: String {
        switch self {
        case .heic: "heif-convert picture.heic picture.jpg"
        case .avif: "avifdec picture.avif picture.png"
        case .tiff: "magick picture.tif picture.png"
        case .jpeg2000: "magick picture.jp2 picture.png"
        case .jpegXL: "djxl picture.jxl picture.png"
        case .icon: "magick picture.ico picture.png"
        case .photoshop: "magick 'picture.psd[0]' picture.png"
        case .svg: "rsvg-convert picture.svg -o picture.png"
        case .pdf: "pdftoppm -png picture.pdf picture"
        }
    }

    /// Byte orders × (TIFF, BigTIFF).
    private static let tiffMarks: [[UInt8]] = [
        [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A], [0x49, 0x49, 0x2B, 0x00], [0x4D, 0x4D, 0x00, 0x2B],
    ]

    /// The major brand of an ISO base media file; other brands are films.
    private static func ofBrand(_ brand: ArraySlice<UInt8>) -> ForeignFormat? {
        switch String(decoding: brand, as: UTF8.self) {
        case "avif", "avis": .avif
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": .heic
        default: nil
        }
    }

    private static func isSVG(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(1024), as: UTF8.self).contains("<svg")
    }
}
