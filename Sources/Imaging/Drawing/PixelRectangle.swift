/// A rectangle of whole pixels; right and bottom are exclusive, and it may reach beyond a picture.
struct PixelRectangle: Equatable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    /// Makes a rectangle from its edges.
    init(left: Int, top: Int, right: Int, bottom: Int) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    /// The pixels of a box, at least one in each direction; `nil` where an edge is not a number.
    ///
    /// Edges far outside the picture come nearer, so that any float is safe and none becomes visible.
    init?(_ box: Box, in size: ImageSize) {
        guard box.width.isNaN == false, box.height.isNaN == false else { return nil }
        func pixel(_ edge: Float, _ side: Int) -> Int {
            Int(min(max(edge, Float(-2 * side)), Float(3 * side)).rounded())
        }
        left = pixel(min(box.xMin, box.xMax), size.width)
        top = pixel(min(box.yMin, box.yMax), size.height)
        right = max(pixel(max(box.xMin, box.xMax), size.width), left + 1)
        bottom = max(pixel(max(box.yMin, box.yMax), size.height), top + 1)
    }

    /// Pixels from left to right.
    var width: Int { right - left }
    /// Pixels from top to bottom.
    var height: Int { bottom - top }

    /// The part within a picture, or `nil` where there is none.
    func clipped(to size: ImageSize) -> PixelRectangle? {
        let part = PixelRectangle(
            left: max(left, 0), top: max(top, 0), right: min(right, size.width), bottom: min(bottom, size.height))
        return part.width > 0 && part.height > 0 ? part : nil
    }

    /// Whether the two share a pixel.
    func intersects(_ other: PixelRectangle) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
}
