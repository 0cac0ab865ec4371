/// A decoded picture as it is stored: not yet turned upright, and shrunk where the decoder could do that for nothing.
public struct DecodedImage: Sendable {
    /// The pixels in stored orientation, at 1/`pitch` of the full size.
    public let pixels: PixelBuffer
    /// Full size and orientation, as the file declares them.
    public let header: ImageHeader
    /// Source pixels from one decoded pixel to the next on both axes: exactly 1, 2, 4 or 8.
    ///
    /// The decoded width is `ceil(width / pitch)`, so the ratio of widths is not the scale; the pitch is.
    public let pitch: Int

    /// Joins decoded pixels with what the header said.
    package init(pixels: PixelBuffer, header: ImageHeader, pitch: Int = 1) {
        self.pixels = pixels
        self.header = header
        self.pitch = pitch
    }
}
