extension DecodedImage {
    /// The pixels turned upright, at the decoded scale.
    ///
    /// Prediction does without: there the orientation is part of the geometry. Drawing and comparing need it.
    public func upright() -> PixelBuffer {
        guard header.orientation != .up else { return pixels }
        let map = UprightMap(header.orientation, stored: pixels.size)
        return PixelBuffer(size: map.size) { buffer in
            pixels.bytes.withUnsafeBufferPointer { map.copy(from: $0, to: buffer) }
        }
    }
}

/// Where the pixels of an upright picture lie among the stored ones: a first offset and a step per axis, in bytes.
private struct UprightMap {
    let size: ImageSize
    private let first: Int
    private let step: (x: Int, y: Int)

    init(_ orientation: Orientation, stored: ImageSize) {
        size = orientation.swapsAxes ? stored.transposed : stored
        let row = stored.width * 3
        var step = orientation.swapsAxes ? (x: row, y: 3) : (x: 3, y: row)
        var first = 0
        if orientation.flipsHorizontally {
            first += step.x * (size.width - 1)
            step.x = -step.x
        }
        if orientation.flipsVertically {
            first += step.y * (size.height - 1)
            step.y = -step.y
        }
        (self.first, self.step) = (first, step)
    }

    /// Copies in square tiles: where axes are swapped each source row would else be fetched once per target row.
    func copy(from source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>) {
        let side = 32
        for top in stride(from: 0, to: size.height, by: side) {
            for left in stride(from: 0, to: size.width, by: side) {
                copyTile(
                    rows: top..<min(top + side, size.height), columns: left..<min(left + side, size.width),
                    from: source, to: target)
            }
        }
    }

    private func copyTile(
        rows: Range<Int>, columns: Range<Int>, from source: UnsafeBufferPointer<UInt8>,
        to target: UnsafeMutableBufferPointer<UInt8>
    ) {
        for y in rows {
            var from = first + y * step.y + columns.lowerBound * step.x
            var to = (y * size.width + columns.lowerBound) * 3
            for _ in columns {
                target[to] = source[from]
                target[to + 1] = source[from + 1]
                target[to + 2] = source[from + 2]
                from += step.x
                to += 3
            }
        }
    }
}
