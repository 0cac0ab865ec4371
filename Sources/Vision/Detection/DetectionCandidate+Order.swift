extension [DetectionCandidate] {
    /// Indices from the highest score to the lowest, equal scores in their order: a radix sort on the scores' bits,
    /// several times faster than comparing where thousands of candidates pass a low threshold.
    package func orderByDescendingScore() -> [Int] {
        // The score's bits above, the index below: one number moves both.
        var entries = indices.map { UInt64(~self[$0].score.orderedBits) << 32 | UInt64(UInt32(truncatingIfNeeded: $0)) }
        var sorted = entries
        for shift in stride(from: UInt64(32), to: 64, by: 11) {
            entries.withUnsafeBufferPointer { source in
                sorted.withUnsafeMutableBufferPointer { Self.distribute(source, into: $0, shift: shift) }
            }
            swap(&entries, &sorted)
        }
        return entries.map { Int($0 & 0xFFFF_FFFF) }
    }

    /// One pass of the sort: by eleven bits, in stable order.
    private static func distribute(
        _ source: UnsafeBufferPointer<UInt64>, into target: UnsafeMutableBufferPointer<UInt64>, shift: UInt64
    ) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 2_048) { positions in
            positions.initialize(repeating: 0)
            for entry in source { positions[Int(entry &>> shift & 2_047)] &+= 1 }
            var start = 0
            for digit in positions.indices { (positions[digit], start) = (start, start + positions[digit]) }
            for entry in source {
                let digit = Int(entry &>> shift & 2_047)
                target[positions[digit]] = entry
                positions[digit] &+= 1
            }
        }
    }
}

extension Float {
    /// Bits that order as unsigned integers the way the numbers order.
    fileprivate var orderedBits: UInt32 {
        bitPattern & 0x8000_0000 == 0 ? bitPattern | 0x8000_0000 : ~bitPattern
    }
}
