import Imaging

/// Boxes that were kept, eight to a vector, edges apart.
struct KeptBoxes {
    private var count = 0
    private var eights: [EightBoxes] = []

    /// Adds a box.
    mutating func append(_ box: Box) {
        if count % 8 == 0 { eights.append(EightBoxes()) }
        eights[count / 8].set(box, lane: count % 8)
        count += 1
    }

    /// Whether the overlap of a box with one of these is greater than the threshold.
    func suppresses(_ box: Box, above threshold: Float) -> Bool {
        let area = box.area
        for boxes in eights where boxes.suppress(box, area: area, above: threshold) { return true }
        return false
    }
}

/// Eight boxes, a lane each.
///
/// Unused lanes hold empty boxes far from everything: they overlap nothing.
private struct EightBoxes {
    private var xMin = SIMD8<Float>(repeating: .infinity)
    private var yMin = SIMD8<Float>(repeating: .infinity)
    private var xMax = SIMD8<Float>(repeating: -.infinity)
    private var yMax = SIMD8<Float>(repeating: -.infinity)
    private var area = SIMD8<Float>.zero

    mutating func set(_ box: Box, lane: Int) {
        xMin[lane] = box.xMin
        yMin[lane] = box.yMin
        xMax[lane] = box.xMax
        yMax[lane] = box.yMax
        area[lane] = box.area
    }

    @inline(__always)
    func suppress(_ box: Box, area boxArea: Float, above threshold: Float) -> Bool {
        let width = pointwiseMin(xMax, SIMD8(repeating: box.xMax)) - pointwiseMax(xMin, SIMD8(repeating: box.xMin))
        let height = pointwiseMin(yMax, SIMD8(repeating: box.yMax)) - pointwiseMax(yMin, SIMD8(repeating: box.yMin))
        let overlap = pointwiseMax(width, .zero) * pointwiseMax(height, .zero)
        // NaN, where both boxes are empty, compares as not greater, as it does in torchvision.
        return any(overlap / (area + SIMD8(repeating: boxArea) - overlap) .> threshold)
    }
}
