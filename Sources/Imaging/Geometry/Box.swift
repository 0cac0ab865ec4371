/// An axis-aligned rectangle by its edges, in pixels; the right and bottom edges are exclusive.
public struct Box: Sendable, Hashable, Codable {
    /// The left edge in pixels.
    public var xMin: Float
    /// The top edge in pixels.
    public var yMin: Float
    /// The right edge in pixels.
    public var xMax: Float
    /// The bottom edge in pixels.
    public var yMax: Float

    /// Makes a box from its edges in pixels.
    public init(xMin: Float, yMin: Float, xMax: Float, yMax: Float) {
        self.xMin = xMin
        self.yMin = yMin
        self.xMax = xMax
        self.yMax = yMax
    }

    /// Makes a box from its centre and extent in pixels, the form most YOLO heads put out.
    public init(centerX: Float, centerY: Float, width: Float, height: Float) {
        self.init(
            xMin: centerX - width / 2, yMin: centerY - height / 2,
            xMax: centerX + width / 2, yMax: centerY + height / 2)
    }

    /// Extent from left to right, in pixels; negative where the edges are the wrong way round.
    public var width: Float { xMax - xMin }
    /// Extent from top to bottom, in pixels.
    public var height: Float { yMax - yMin }
    /// Width × height in square pixels, zero for an empty box.
    public var area: Float { max(0, width) * max(0, height) }

    /// The part of the box that lies within a picture.
    public func clipped(to size: ImageSize) -> Box {
        let (right, bottom) = (Float(size.width), Float(size.height))
        return Box(
            xMin: min(max(xMin, 0), right), yMin: min(max(yMin, 0), bottom),
            xMax: min(max(xMax, 0), right), yMax: min(max(yMax, 0), bottom))
    }

    /// Intersection over union with another box, 0…1; zero where either is empty.
    public func intersectionOverUnion(_ other: Box) -> Float {
        let width = min(xMax, other.xMax) - max(xMin, other.xMin)
        let height = min(yMax, other.yMax) - max(yMin, other.yMin)
        guard width > 0, height > 0 else { return 0 }
        let intersection = width * height
        return intersection / (area + other.area - intersection)
    }
}
