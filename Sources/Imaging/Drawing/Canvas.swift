/// A picture that is drawn on: outlines, filled rectangles, text and labels.
///
/// Coordinates are pixels of the picture. Whatever lies outside is cut off, whatever number it is.
public struct Canvas: Sendable {
    /// The picture as it is now.
    public private(set) var pixels: PixelBuffer
    /// Where labels lie already, so that later ones can go elsewhere.
    var labels: [PixelRectangle] = []

    /// Starts from a picture.
    public init(_ pixels: PixelBuffer) {
        self.pixels = pixels
    }

    /// Thickness in pixels of lines that suit the picture's size: 2 for small ones, 11 at 12 megapixels.
    public var lineThickness: Int { max(2, (pixels.size.width + pixels.size.height + 333) * 3 / 2000) }

    /// Pixels of the picture per font pixel that suit its size: 1 for small ones, 6 at 12 megapixels.
    public var fontScale: Int { max(1, (pixels.size.width + pixels.size.height + 600) / 1200) }

    /// Draws the outline of a box, inwards from its edges.
    ///
    /// - Parameters:
    ///   - box: Its edges in pixels; nothing is drawn where one is not a number.
    ///   - color: The line's colour.
    ///   - thickness: The line's thickness in pixels; ``lineThickness`` where none is given.
    public mutating func stroke(_ box: Box, color: Color, thickness: Int? = nil) {
        guard let frame = PixelRectangle(box, in: pixels.size) else { return }
        let line = min(max(1, thickness ?? lineThickness), max(1, min(frame.width, frame.height)))
        let (left, top, right, bottom) = (frame.left, frame.top, frame.right, frame.bottom)
        fill(PixelRectangle(left: left, top: top, right: right, bottom: top + line), color)
        fill(PixelRectangle(left: left, top: bottom - line, right: right, bottom: bottom), color)
        fill(PixelRectangle(left: left, top: top, right: left + line, bottom: bottom), color)
        fill(PixelRectangle(left: right - line, top: top, right: right, bottom: bottom), color)
    }

    /// Fills a box.
    ///
    /// - Parameters:
    ///   - box: Its edges in pixels; nothing is drawn where one is not a number.
    ///   - color: The colour of every pixel of it.
    public mutating func fill(_ box: Box, color: Color) {
        guard let rectangle = PixelRectangle(box, in: pixels.size) else { return }
        fill(rectangle, color)
    }

    /// Fills the pixels of a rectangle that the picture has.
    mutating func fill(_ rectangle: PixelRectangle, _ color: Color) {
        guard let part = rectangle.clipped(to: pixels.size) else { return }
        let bytesPerRow = pixels.bytesPerRow
        pixels.withMutableBytes { bytes in
            for row in part.top..<part.bottom {
                let start = row * bytesPerRow
                for pixel in stride(from: start + part.left * 3, to: start + part.right * 3, by: 3) {
                    bytes[pixel] = color.red
                    bytes[pixel + 1] = color.green
                    bytes[pixel + 2] = color.blue
                }
            }
        }
    }
}
