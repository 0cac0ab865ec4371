import CImageCodecs

/// Reads JPEG through libjpeg-turbo: baseline, progressive and arithmetic coding; gray, YCbCr, RGB, CMYK and YCCK.
struct JPEGDecoder: ImageDecoder {
    static let shrinks = true
    let header: ImageHeader
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) throws(ImagingError) {
        let markers = try JPEGMarkers(bytes)
        guard let frame = markers.frame else { throw .corrupt(.jpeg, "a scan without a frame header") }
        try frame.checkForm()
        self.bytes = bytes
        header = ImageHeader(
            kind: .jpeg, storedSize: ImageSize(width: frame.width, height: frame.height),
            orientation: markers.metadata.orientation)
    }

    func decode(shrink: Int) throws(ImagingError) -> PixelBuffer {
        try PixelBuffer(.jpeg, size: header.storedSize.shrunk(by: shrink), from: bytes) { input, picture in
            codec_jpeg_decode(input, UInt32(shrink), picture)
        }
    }
}

extension JPEGMarkers.Frame {
    /// Refuses, with the reason, what the library would refuse or what is no picture.
    fileprivate func checkForm() throws(ImagingError) {
        switch marker {
        case 0xC0...0xC2, 0xC9, 0xCA: break
        case 0xC3, 0xCB: throw .unsupported(.jpeg, "lossless coding")
        default: throw .unsupported(.jpeg, "hierarchical coding")
        }
        guard bitsPerSample == 8 else { throw .unsupported(.jpeg, "\(bitsPerSample)-bit samples") }
        guard [1, 3, 4].contains(components) else { throw .unsupported(.jpeg, "\(components) colour components") }
        guard height > 0 else { throw .unsupported(.jpeg, "a height that is told only after the first scan") }
        guard width > 0 else { throw .corrupt(.jpeg, "a width of zero") }
    }
}
