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
        let placement = ImagePlacement(imageSize: size, specification: specification)
        let fitting = [8, 4, 2].first { factor in
            [placement.horizontal, placement.vertical].allSatisfy { axis in
                (axis.source.count + factor - 1) / factor >= margin * axis.content.count
            }
        }
        return fitting ?? 1
    }

    /// How many times as large as its content in the tensor the decoded picture has to be.
    private var margin: Int { self == .keepTwofold ? 2 : 1 }
}
