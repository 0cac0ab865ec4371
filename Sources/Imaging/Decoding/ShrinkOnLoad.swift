/// How far a JPEG may be shrunk while it is decoded, before the resize to the model's input.
public enum ShrinkPolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// As far as the decoded picture stays at least as large as its content in the tensor.
    case nearest
    /// As far as the decoded picture stays at least twice as large, so that the final filter still has work to do.
    case keepTwofold = "keep-twofold"
    /// Not at all: every pixel is decoded.
    case none

    /// Chooses the factor to decode by: 1, 2, 4 or 8, as other fractions are slower than decoding in full.
    ///
    /// - Parameters:
    ///   - size: The upright picture, in pixels.
    ///   - specification: The tensor it is for.
    /// - Returns: The factor.
    func factor(for size: ImageSize, fittedInto specification: InputSpecification) -> Int {
        guard self != .none else { return 1 }
        let margin = self == .keepTwofold ? 2 : 1
        let (width, height) = specification.contentSize(of: size)
        let fitting = [8, 4, 2].first { factor in
            let decoded = size.shrunk(by: factor)
            return decoded.width >= margin * width && decoded.height >= margin * height
        }
        return fitting ?? 1
    }
}

extension ImageSize {
    /// The size after decoding at 1/`factor`: rounded up, so that the last column and row are partly outside.
    func shrunk(by factor: Int) -> ImageSize {
        ImageSize(width: (width + factor - 1) / factor, height: (height + factor - 1) / factor)
    }
}

extension InputSpecification {
    /// Width and height that the whole upright picture takes at the tensor's scale, in pixels, rounded to nearest.
    fileprivate func contentSize(of picture: ImageSize) -> (width: Int, height: Int) {
        let across = Double(size.width) / Double(picture.width)
        let down = Double(size.height) / Double(picture.height)
        let (x, y) =
            switch fit {
            case .stretch: (across, down)
            case .letterbox: (min(across, down), min(across, down))
            case .centerCrop: (max(across, down), max(across, down))
            }
        return (Int((Double(picture.width) * x).rounded()), Int((Double(picture.height) * y).rounded()))
    }
}
