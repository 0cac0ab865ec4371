/// Which decoded pixels make each tensor pixel along one axis, and with what weight: a triangle filter in Q8.
///
/// The weights of a tensor pixel are whole numbers that sum to 256. Two axes of them on 8-bit levels stay below 2²⁴:
/// sums are exact in 16-bit integers after one axis and in `Float` after both. So the result is the same in any order
/// of axes and taps, on every machine, and a turned picture packs exactly as the upright one does. On photographs it is
/// as near to Pillow's as unrounded weights are; on white noise fewer than one value in a thousand is two levels off.
struct TriangleTaps {
    /// The sum of a tensor pixel's weights.
    static let unit = 256

    /// Taps of each tensor pixel, as many as the widest needs; the others have weights of zero.
    let count: Int
    /// Stored index of the first tap, by tensor pixel of the content.
    let first: [Int]
    /// `count` weights a tensor pixel, in stored order.
    let weights: [UInt16]

    /// Computes the taps of every tensor pixel of the content.
    init(_ axis: DecodedAxis, width: Double) {
        let spans = TriangleSpans(axis, width: width)
        let count = spans.widest
        var first: [Int] = []
        var weights = [UInt16](repeating: 0, count: spans.ranges.count * count)
        first.reserveCapacity(spans.ranges.count)
        for (index, range) in spans.ranges.enumerated() {
            // Moved down where zeros behind the last weight would reach past the picture.
            let start = min(range.lowerBound, axis.window.upperBound - count)
            first.append(axis.isReversed ? axis.count - start - count : start)
            for pixel in range {
                let tap = axis.isReversed ? count - 1 - (pixel - start) : pixel - start
                weights[index * count + tap] = spans.weight(index, pixel)
            }
        }
        self.count = count
        self.first = first
        self.weights = weights
    }

    /// Stored pixels from the first that has a tap to the last.
    var window: Range<Int> {
        guard let one = first.first, let other = first.last else { return 0..<0 }
        return min(one, other)..<max(one, other) + count
    }
}
