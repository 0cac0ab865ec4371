/// Up to 256 RGB colours that indices stand for; an index past the last colour is black.
struct ColorTable {
    /// 256 × (red, green, blue).
    private let colors: [UInt8]

    /// Takes colours as GIF stores them: red, green, blue.
    init(rgb: some Sequence<UInt8>) {
        let given = Array(rgb.prefix(768))
        colors = given + [UInt8](repeating: 0, count: 768 - given.count)
    }

    /// Every index as its own gray.
    static let gray = ColorTable(rgb: (0...255).flatMap { [$0, $0, $0] as [UInt8] })

    /// Writes a row of indices as RGB.
    func expand(_ indices: ArraySlice<UInt8>, into pixels: UnsafeMutableBufferPointer<UInt8>) {
        var target = 0
        for index in indices {
            let color = Int(index) * 3
            pixels[target] = colors[color]
            pixels[target + 1] = colors[color + 1]
            pixels[target + 2] = colors[color + 2]
            target += 3
        }
    }

    /// Paints rows of indices onto a picture.
    ///
    /// - Parameters:
    ///   - indices: The rows, back to back.
    ///   - starts: Where each row begins on the picture, as the number of pixels before it.
    ///   - pixels: The picture's RGB bytes.
    func paint(_ indices: [UInt8], rowsAt starts: [Int], onto pixels: UnsafeMutableBufferPointer<UInt8>) {
        let width = indices.count / starts.count
        for (row, start) in starts.enumerated() {
            expand(
                indices[row * width..<(row + 1) * width],
                into: UnsafeMutableBufferPointer(rebasing: pixels[(start * 3)...]))
        }
    }

    /// Fills a picture with one colour.
    func fill(_ pixels: UnsafeMutableBufferPointer<UInt8>, with index: UInt8) {
        let color = Int(index) * 3
        for place in stride(from: 0, to: pixels.count, by: 3) {
            pixels[place] = colors[color]
            pixels[place + 1] = colors[color + 1]
            pixels[place + 2] = colors[color + 2]
        }
    }
}
