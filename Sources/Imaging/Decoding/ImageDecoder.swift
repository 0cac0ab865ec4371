/// A format's reader: the header is read when it is made, the pixels when they are asked for.
protocol ImageDecoder {
    /// Reads the header of encoded bytes.
    init(_ bytes: [UInt8]) throws(ImagingError)
    /// Size and orientation; limits are checked against it before ``decode(shrink:)``.
    var header: ImageHeader { get }
    /// Whether the format can be decoded at a fraction of its size.
    static var shrinks: Bool { get }
    /// Decodes the pixels at 1/`shrink` of the full size; 1 where the format does not shrink.
    func decode(shrink: Int) throws(ImagingError) -> PixelBuffer
}

extension ImageDecoder {
    static var shrinks: Bool { false }
}

extension ImageKind {
    /// The reader of this format.
    var decoder: any ImageDecoder.Type {
        switch self {
        case .jpeg: JPEGDecoder.self
        case .png: PNGDecoder.self
        case .webp: WebPDecoder.self
        case .gif: GIFDecoder.self
        case .bmp: BMPDecoder.self
        }
    }
}
