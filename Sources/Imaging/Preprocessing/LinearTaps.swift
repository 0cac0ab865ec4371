/// The two decoded pixels beside each tensor pixel along one axis and their weights, as OpenCV's `resize` has them.
///
/// Source: OpenCV, modules/imgproc/src/resize.cpp: positions in single precision, weights in 11 bits. Along rows a
/// position beyond the outermost pixel takes that pixel alone; down columns it takes it twice, with both weights, whose
/// truncations differ.
struct LinearTaps {
    /// What OpenCV does with positions beyond the outermost pixels.
    enum Edge {
        /// One tap has all the weight.
        case singleTap
        /// Both taps fall on the outermost pixel.
        case doubleTap
    }

    /// Stored index of the first tap, by tensor pixel of the content.
    private(set) var first: [Int] = []
    /// Stored index of the second tap.
    private(set) var second: [Int] = []
    /// Weights of the first tap; 2048 is one.
    private(set) var firstWeight: [Int32] = []
    /// Weights of the second tap.
    private(set) var secondWeight: [Int32] = []

    /// Computes the taps of every tensor pixel of the content.
    init(_ axis: DecodedAxis, edge: Edge) {
        let whole = Int(axis.start.rounded(.down))
        let fraction = axis.start - Double(whole)
        // OpenCV divides twice; one division rounds differently.
        let inverse = Double(axis.placement.content.count) / Double(axis.placement.source.count)
        let scale = 1 / inverse / Double(axis.pitch)
        for index in 0..<axis.placement.content.count {
            let position = Float((Double(index) + 0.5) * scale + fraction - 0.5)
            append(position, after: whole, of: axis, edge: edge)
        }
    }

    private mutating func append(_ position: Float, after start: Int, of axis: DecodedAxis, edge: Edge) {
        let floor = position.rounded(.down)
        let (lowest, highest) = (axis.window.lowerBound, axis.window.upperBound - 1)
        let index = start + Int(floor)
        let isOutside = index < lowest || index >= highest
        let share = isOutside && edge == .singleTap ? 0 : position - floor
        first.append(axis.storedIndex(min(max(index, lowest), highest)))
        second.append(axis.storedIndex(min(max(index + 1, lowest), highest)))
        firstWeight.append(Int32(((1 - share) * 2048).rounded(.toNearestOrEven)))
        secondWeight.append(Int32((share * 2048).rounded(.toNearestOrEven)))
    }
}
