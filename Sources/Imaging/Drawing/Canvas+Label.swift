extension Canvas {
    /// Draws a label for a box: text on a filled background, whole within the picture where that is wide enough.
    ///
    /// It lies on the box's upper edge, outside it; where that is beyond the picture or upon an earlier label, within
    /// the box or at the lower edge.
    ///
    /// - Parameters:
    ///   - text: What to write; what is not printable ASCII becomes a box, what is too long for the picture is cut.
    ///   - box: What the label belongs to, in pixels; nothing is drawn where an edge is not a number.
    ///   - color: The background's colour; the text is black or white, whichever reads better.
    public mutating func label(_ text: String, for box: Box, color: Color) {
        guard let frame = PixelRectangle(box, in: pixels.size), frame.clipped(to: pixels.size) != nil else { return }
        let padding = 2 * fontScale
        let advance = BitmapFont.width * fontScale
        let visible = text.prefix(max(1, (pixels.size.width - 2 * padding) / advance))
        let width = visible.count * advance + 2 * padding - fontScale
        let tag = place(width: width, height: (BitmapFont.height + 1) * fontScale, at: frame)
        labels.append(tag)
        fill(tag, color)
        write(visible, x: tag.left + padding, y: tag.top + fontScale, color: color.readableInk)
    }

    /// Writes one line of text; what is not printable ASCII becomes a box.
    ///
    /// - Parameters:
    ///   - text: What to write.
    ///   - x: The first letter's left edge in pixels.
    ///   - y: The line's upper edge in pixels.
    ///   - color: The letters' colour.
    private mutating func write(_ text: Substring, x: Int, y: Int, color: Color) {
        let scale = fontScale
        for (column, character) in text.enumerated() {
            let left = x + column * BitmapFont.width * scale
            for (row, bits) in BitmapFont.rows(of: character).enumerated() {
                let top = y + row * scale
                for bit in 0..<BitmapFont.width where bits & (0x80 >> UInt8(bit)) != 0 {
                    let dot = left + bit * scale
                    fill(PixelRectangle(left: dot, top: top, right: dot + scale, bottom: top + scale), color)
                }
            }
        }
    }

    /// The first of a label's possible places that is within the picture and free, or else the first within it.
    private func place(width: Int, height: Int, at frame: PixelRectangle) -> PixelRectangle {
        let left = max(0, min(frame.left, pixels.size.width - width))
        let tops = [frame.top - height, frame.top, frame.bottom, frame.bottom - height, frame.top + height]
        let tags = tops.map { top in
            PixelRectangle(left: left, top: top, right: left + width, bottom: top + height)
        }
        let visible = tags.filter { $0.top >= 0 && $0.bottom <= pixels.size.height }
        let free = visible.first { tag in !labels.contains { $0.intersects(tag) } }
        let top = max(0, min(frame.top, pixels.size.height - height))
        return free ?? visible.first
            ?? PixelRectangle(left: left, top: top, right: left + width, bottom: top + height)
    }
}
