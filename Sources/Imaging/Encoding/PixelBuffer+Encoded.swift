import CImageCodecs

extension PixelBuffer {
    /// Encodes the picture.
    ///
    /// - Parameter encoding: The format, and its quality where it has one.
    /// - Returns: A whole file's bytes.
    /// - Throws: ``ImagingError`` with `encodingFailed` where the format does not have such a quality or size, or memory
    ///   runs out.
    public func encoded(as encoding: ImageEncoding) throws(ImagingError) -> [UInt8] {
        try encoding.check(size)
        var output = codec_output()
        defer { codec_output_free(output) }
        let status = bytes.withUnsafeBufferPointer { pixels in
            encode(pixels, as: encoding, into: &output)
        }
        guard status.outcome == .done else { throw .encoding(encoding.kind, found: status.text) }
        return Array(UnsafeBufferPointer(start: output.bytes, count: output.count))
    }

    private func encode(
        _ pixels: UnsafeBufferPointer<UInt8>, as encoding: ImageEncoding, into output: inout codec_output
    ) -> codec_status {
        // The encoders only read; the C type serves decoders too.
        let picture = codec_picture(
            rgb: UnsafeMutablePointer(mutating: pixels.baseAddress),
            width: UInt32(size.width), height: UInt32(size.height))
        return switch encoding {
        case .jpeg(let quality): codec_jpeg_encode(picture, Int32(quality), &output)
        case .png: codec_png_encode(picture, &output)
        case .webp(let quality): codec_webp_encode(picture, Int32(quality), &output)
        }
    }
}
