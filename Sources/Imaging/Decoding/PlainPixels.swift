/// Pixels that came without a file format: 8-bit samples, tightly packed, rows from the top.
package struct PlainPixels: Sendable {
    private let bytes: [UInt8]
    private let size: ImageSize
    private let channels: Int

    /// Takes pixels; they are checked when they are decoded.
    ///
    /// - Parameters:
    ///   - bytes: `height × width × channels` samples.
    ///   - size: Width and height in pixels.
    ///   - channels: 1 for gray, 3 for red, green, blue, 4 for the same with alpha, which is dropped.
    package init(_ bytes: [UInt8], size: ImageSize, channels: Int) {
        self.bytes = bytes
        self.size = size
        self.channels = channels
    }

    /// The picture, upright and in full size.
    ///
    /// - Parameter limits: What the picture may cost.
    /// - Returns: The pixels, as if a file had been decoded.
    /// - Throws: ``ImagingError`` with `image-too-large`, with `image-unsupported` for another number of channels, with
    ///   `image-truncated` or `image-corrupt` where there are fewer or more bytes than pixels.
    package func decode(limits: DecodeLimits = .standard) throws(ImagingError) -> DecodedImage {
        let header = ImageHeader(kind: nil, storedSize: size)
        try limits.check(byteCount: bytes.count)
        try limits.check(header)
        guard [1, 3, 4].contains(channels) else {
            throw ImagingError(
                .imageUnsupported, "pixels of this many channels are not read", expected: "1, 3 or 4 channels",
                found: "\(channels)")
        }
        let expected = size.pixelCount * channels
        guard bytes.count == expected else {
            throw ImagingError(
                bytes.count < expected ? .imageTruncated : .imageCorrupt, "the pixels do not fill the picture",
                expected: "\(expected) bytes (\(size) with \(channels) channels)", found: "\(bytes.count) bytes")
        }
        return DecodedImage(pixels: PixelBuffer(size: size, fill: fill), header: header)
    }

    private func fill(_ pixels: UnsafeMutableBufferPointer<UInt8>) {
        guard channels != 3 else {
            _ = pixels.update(fromContentsOf: bytes)
            return
        }
        let (green, blue) = channels == 1 ? (0, 0) : (1, 2)
        for pixel in 0..<size.pixelCount {
            let sample = pixel * channels
            pixels[pixel * 3] = bytes[sample]
            pixels[pixel * 3 + 1] = bytes[sample + green]
            pixels[pixel * 3 + 2] = bytes[sample + blue]
        }
    }
}
