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
        let (groups, groupCount) = groups(of: candidates)
        var survivors: [DetectionCandidate] = []
        var kept = [KeptBoxes](repeating: KeptBoxes(), count: groupCount)
        for index in candidates.orderByDescendingScore() {
            let box = candidates[index].box
            let group = Int(groups[index])
            guard !kept[group].suppresses(box, above: threshold) else { continue }
            kept[group].append(box)
            survivors.append(candidates[index])
            if survivors.count == limit { break }
        }
        return survivors
    }

    /// Which candidates can suppress each other: a number for each, and how many numbers there are.
    private func groups(of candidates: [DetectionCandidate]) -> (numbers: [Int32], count: Int) {
        guard !isClassAgnostic else { return ([Int32](repeating: 0, count: candidates.count), 1) }
        let classes = candidates.map(\.classID)
        let largest = classes.max() ?? 0
        if 0..<65_536 ~= largest, classes.allSatisfy({ $0 >= 0 }) {
            return (classes.map { Int32($0) }, largest + 1)
        }
        // Class numbers that are far apart are counted anew, so that memory follows the candidates.
        var numbers: [Int: Int32] = [:]
        for classID in classes where numbers[classID] == nil { numbers[classID] = Int32(numbers.count) }
        let renumbered = classes.map { numbers[$0] ?? 0 }
        return (renumbered, numbers.count)
    }
}
