import Imaging

/// Drops boxes that overlap a surer one, a class at a time.
///
/// The semantics are torchvision's `batched_nms`: strictest first, suppressed where IoU is *greater* than the
/// threshold. Boxes are compared as they are, without per-class offsets that would cost precision; equal scores keep
/// their order.
public struct NonMaxSuppression: Sendable {
    /// Overlap above which the weaker box goes, 0…1.
    public let threshold: Float
    /// Whether boxes of different classes suppress each other too.
    public let isClassAgnostic: Bool
    /// How many boxes are kept at most.
    public let limit: Int

    /// Makes a suppression.
    ///
    /// - Parameters:
    ///   - threshold: Overlap above which the weaker box goes, 0…1.
    ///   - isClassAgnostic: Whether boxes of different classes suppress each other too.
    ///   - limit: How many boxes are kept at most.
    public init(threshold: Float, isClassAgnostic: Bool, limit: Int) {
        self.threshold = threshold
        self.isClassAgnostic = isClassAgnostic
        self.limit = limit
    }

    /// The surviving candidates, the surest first.
    public func callAsFunction(_ candidates: [DetectionCandidate]) -> [DetectionCandidate] {
        var survivors: [DetectionCandidate] = []
        var kept: [Int: KeptBoxes] = [:]
        for index in candidates.orderByDescendingScore() {
            let candidate = candidates[index]
            let group = isClassAgnostic ? 0 : candidate.classID
            guard !kept[group, default: KeptBoxes()].suppresses(candidate.box, above: threshold) else { continue }
            kept[group, default: KeptBoxes()].append(candidate.box)
            survivors.append(candidate)
            if survivors.count == limit { break }
        }
        return survivors
    }
}

/// Boxes that were kept, eight to a vector, edges apart.
private struct KeptBoxes {
    private var count = 0
    private var xMin: [SIMD8<Float>] = []
    private var yMin: [SIMD8<Float>] = []
    private var xMax: [SIMD8<Float>] = []
    private var yMax: [SIMD8<Float>] = []
    private var area: [SIMD8<Float>] = []

    mutating func append(_ box: Box) {
        let lane = count % 8
        if lane == 0 {
            // Unused lanes hold empty boxes far from everything: their intersection is never positive.
            for edge in [\KeptBoxes.xMin, \.yMin] { self[keyPath: edge].append(SIMD8(repeating: .infinity)) }
            for edge in [\KeptBoxes.xMax, \.yMax] { self[keyPath: edge].append(SIMD8(repeating: -.infinity)) }
            area.append(.zero)
        }
        xMin[count / 8][lane] = box.xMin
        yMin[count / 8][lane] = box.yMin
        xMax[count / 8][lane] = box.xMax
        yMax[count / 8][lane] = box.yMax
        area[count / 8][lane] = box.area
        count += 1
    }

    func suppresses(_ box: Box, above threshold: Float) -> Bool {
        let boxArea = SIMD8(repeating: box.area)
        for index in xMin.indices {
            let width =
                pointwiseMin(xMax[index], SIMD8(repeating: box.xMax))
                - pointwiseMax(xMin[index], SIMD8(repeating: box.xMin))
            let height =
                pointwiseMin(yMax[index], SIMD8(repeating: box.yMax))
                - pointwiseMax(yMin[index], SIMD8(repeating: box.yMin))
            let overlap = pointwiseMax(width, .zero) * pointwiseMax(height, .zero)
            // NaN, where both boxes are empty, compares as not greater, as it does in torchvision.
            if any(overlap / (area[index] + boxArea - overlap) .> threshold) { return true }
        }
        return false
    }
}

extension [DetectionCandidate] {
    /// Indices from the highest score to the lowest, equal scores in their order: a radix sort on the scores' bits,
    /// several times faster than comparing where thousands of candidates pass a low threshold.
    package func orderByDescendingScore() -> [Int] {
        var keys = map { ~$0.score.orderedBits }
        var order = Array<Int>(indices)
        var (otherKeys, otherOrder) = (keys, order)
        for shift in stride(from: UInt32(0), to: 33, by: 11) {
            var offsets = [Int](repeating: 0, count: 2_048)
            for key in keys { offsets[Int(key >> shift & 2_047)] += 1 }
            var start = 0
            for digit in offsets.indices { (offsets[digit], start) = (start, start + offsets[digit]) }
            for position in keys.indices {
                let digit = Int(keys[position] >> shift & 2_047)
                otherKeys[offsets[digit]] = keys[position]
                otherOrder[offsets[digit]] = order[position]
                offsets[digit] += 1
            }
            swap(&keys, &otherKeys)
            swap(&order, &otherOrder)
        }
        return order
    }
}

extension Float {
    /// Bits that order as unsigned integers the way the numbers order.
    fileprivate var orderedBits: UInt32 {
        bitPattern & 0x8000_0000 == 0 ? bitPattern | 0x8000_0000 : ~bitPattern
    }
}
