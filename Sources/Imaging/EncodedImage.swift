/// An image file in memory, whose format has been told from its bytes.
public struct EncodedImage: Sendable {
    /// The file as it came.
    public let bytes: [UInt8]
    /// The format, from the bytes; a file's name is never asked.
    public let kind: ImageKind

    /// Tells the format from the first bytes.
    ///
    /// - Throws: ``ImagingError`` with `imageEmpty`, with `imageUnsupported` for known formats that are not read (HEIC,
    ///   AVIF, TIFF …) and with `imageUnrecognized` for everything else.
    public init(_ bytes: [UInt8]) throws(ImagingError) {
        kind = try ImageSignature.kind(of: bytes)
        self.bytes = bytes
    }

    /// Reads size and orientation without decoding a pixel.
    ///
    /// - Parameter limits: What the picture may cost.
    /// - Returns: Kind, size and orientation.
    /// - Throws: ``ImagingError`` where the header is damaged or of an unsupported form, or a limit is passed.
    public func header(limits: DecodeLimits = .standard) throws(ImagingError) -> ImageHeader {
        try decoder(limits: limits).header
    }

    /// Decodes the picture as it is stored; a JPEG at a fraction of its size where that is asked for.
    ///
    /// - Parameters:
    ///   - limits: What the picture may cost, checked before its memory is allocated.
    ///   - shrink: 1, 2, 4 or 8: decode a JPEG at 1/`shrink`. Other formats decode in full.
    /// - Returns: The pixels in stored orientation, at 1/`shrink` or in full.
    /// - Throws: ``ImagingError`` where the data is damaged, truncated or of an unsupported form, or a limit is passed.
    public func decode(limits: DecodeLimits = .standard, shrink: Int = 1) throws(ImagingError) -> DecodedImage {
        precondition([1, 2, 4, 8].contains(shrink), "a JPEG shrinks by 1, 2, 4 or 8")
        return try decode(limits: limits) { _ in shrink }
    }

    /// Decodes the picture for a model's input: a JPEG no larger than the tensor and the policy need.
    ///
    /// - Parameters:
    ///   - specification: The tensor that the picture is for.
    ///   - policy: How far a JPEG may be shrunk.
    ///   - limits: What the picture may cost, checked before its memory is allocated.
    /// - Returns: The pixels in stored orientation, at the pitch that was chosen.
    /// - Throws: ``ImagingError`` where the data is damaged, truncated or of an unsupported form, or a limit is passed.
    public func decode(
        for specification: InputSpecification, policy: ShrinkPolicy = .nearest, limits: DecodeLimits = .standard
    ) throws(ImagingError) -> DecodedImage {
        try decode(limits: limits) { policy.factor(for: $0.size, fittedInto: specification) }
    }

    private func decode(
        limits: DecodeLimits, shrink: (ImageHeader) -> Int
    ) throws(ImagingError) -> DecodedImage {
        let decoder = try decoder(limits: limits)
        let pitch = type(of: decoder).shrinks ? shrink(decoder.header) : 1
        return DecodedImage(pixels: try decoder.decode(shrink: pitch), header: decoder.header, pitch: pitch)
    }

    private func decoder(limits: DecodeLimits) throws(ImagingError) -> any ImageDecoder {
        try limits.check(byteCount: bytes.count)
        let decoder = try kind.decoder.init(bytes)
        try limits.check(decoder.header)
        return decoder
    }
}
