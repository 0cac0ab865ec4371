/// The weights of a triangle filter along one axis in upright order, without zeros at the ends.
struct TriangleSpans {
    /// Decoded pixels that have a weight, by tensor pixel of the content.
    private(set) var ranges: [Range<Int>] = []
    /// The most pixels that one tensor pixel is made of.
    private(set) var widest = 1

    private var weights: [UInt16] = []
    private var starts: [Int] = []

    /// Computes the weights of every tensor pixel of the content.
    ///
    /// - Parameters:
    ///   - axis: Where the tensor's pixels lie on the decoded ones.
    ///   - width: Half the filter's base, in tensor pixels; it is never less than one decoded pixel.
    init(_ axis: DecodedAxis, width: Double) {
        let (length, radius) = (axis.placement.content.count, max(axis.scale * width, 1))
        ranges.reserveCapacity(length)
        starts.reserveCapacity(length)
        weights.reserveCapacity(length * min(axis.window.count, Int(2 * radius) + 2))
        for index in 0..<length {
            append(center: axis.start + (Double(index) + 0.5) * axis.scale, radius: radius, window: axis.window)
        }
    }

    /// The weight of a decoded pixel in a tensor pixel's range.
    func weight(_ index: Int, _ pixel: Int) -> UInt16 {
        weights[starts[index] + pixel - ranges[index].lowerBound]
    }

    /// Rounds the running sum rather than each weight, so that the errors of neighbours cancel and the sum is exact.
    private mutating func append(center: Double, radius: Double, window: Range<Int>) {
        let (first, last) = (Int(center - radius + 0.5), Int(center + radius + 0.5))
        let pixels = max(window.lowerBound, first)..<min(window.upperBound, last)
        func height(_ pixel: Int) -> Double { max(0, 1 - abs(Double(pixel) + 0.5 - center) / radius) }
        var total = 0.0
        for pixel in pixels { total += height(pixel) }
        let factor = Double(TriangleTaps.unit) / total
        var (running, given, lower, upper) = (0.0, 0, pixels.upperBound, pixels.lowerBound)
        starts.append(weights.count)
        for pixel in pixels {
            running += height(pixel) * factor
            let weight = Int(running + 0.5) - given
            given += weight
            if weight > 0 { (lower, upper) = (min(lower, pixel), pixel + 1) }
            if pixel >= lower { weights.append(UInt16(truncatingIfNeeded: weight)) }
        }
        ranges.append(lower..<upper)
        widest = max(widest, upper - lower)
    }
}
