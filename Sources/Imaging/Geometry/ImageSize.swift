/// Width and height of a picture in pixels, both at least one.
public struct ImageSize: Sendable, Hashable, Codable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int

    /// Makes a size; sizes that come from outside are checked by ``DecodeLimits`` before they become one.
    public init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "an image has at least one pixel")
        self.width = width
        self.height = height
    }

    /// Width × height; limits keep it far from overflow.
    public var pixelCount: Int { width * height }

    /// The same picture lying on its side.
    public var transposed: ImageSize { ImageSize(width: height, height: width) }
}

extension ImageSize: CustomStringConvertible {
    /// `640×480`.
    public var description: String { "\(width)×\(height)" }
}

extension ImageSize {
    /// The size after decoding at 1/`factor`: rounded up, so that the last column and row are partly outside.
    func shrunk(by factor: Int) -> ImageSize {
        ImageSize(width: (width + factor - 1) / factor, height: (height + factor - 1) / factor)
    }
}
