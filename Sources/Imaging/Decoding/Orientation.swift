/// How a stored picture has to be turned to stand upright: the eight values of EXIF's Orientation tag.
///
/// Source: CIPA DC-008 (Exif 2.32), tag 0x0112.
public enum Orientation: Int, Sendable, Hashable, Codable, CaseIterable {
    /// Stored upright.
    case up = 1
    /// Mirrored left to right.
    case upMirrored = 2
    /// Upside down.
    case down = 3
    /// Mirrored top to bottom.
    case downMirrored = 4
    /// Mirrored along the main diagonal.
    case leftMirrored = 5
    /// To be turned 90° clockwise.
    case right = 6
    /// Mirrored along the other diagonal.
    case rightMirrored = 7
    /// To be turned 90° counter-clockwise.
    case left = 8

    /// Whether stored rows are upright columns.
    public var swapsAxes: Bool { rawValue >= 5 }

    /// Whether the upright picture's horizontal axis runs against the stored axis that it comes from.
    public var flipsHorizontally: Bool {
        switch self {
        case .upMirrored, .down, .right, .rightMirrored: true
        case .up, .downMirrored, .leftMirrored, .left: false
        }
    }

    /// Whether the upright picture's vertical axis runs against the stored axis that it comes from.
    public var flipsVertically: Bool {
        switch self {
        case .down, .downMirrored, .rightMirrored, .left: true
        case .up, .upMirrored, .leftMirrored, .right: false
        }
    }
}
