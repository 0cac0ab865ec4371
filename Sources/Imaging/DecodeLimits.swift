/// What a picture may cost, checked against its header before any pixel memory is allocated.
public struct DecodeLimits: Sendable, Hashable {
    /// The largest encoded size, in bytes.
    public var maximumBytes: Int
    /// The largest width × height, in pixels; of a GIF or WebP animation, of its canvas.
    public var maximumPixels: Int
    /// The longest side, in pixels.
    public var maximumSide: Int

    /// Makes limits; by default 64 MiB encoded, 64 megapixels and 65,535 pixels a side.
    public init(maximumBytes: Int = 64 << 20, maximumPixels: Int = 64_000_000, maximumSide: Int = 65_535) {
        self.maximumBytes = maximumBytes
        self.maximumPixels = maximumPixels
        self.maximumSide = maximumSide
    }

    /// The defaults.
    public static let standard = DecodeLimits()
}
