import Synchronization

/// Records that came together, worked on as many at a time as is good, with their outcomes in order.
struct RecordBatch: Sendable {
    /// The records, in the order they came in.
    let records: [EventRecord]
    /// Whether everything from the first failed record on comes again, as from a stream.
    var isCheckpointed = false

    /// Works on the records.
    ///
    /// Records of one lane follow each other, and none follows one that failed: it comes again in its turn.
    ///
    /// - Parameters:
    ///   - width: How many are worked on at the same time.
    ///   - end: When no further one is begun.
    ///   - work: Works on one.
    /// - Returns: An outcome for each record, in their order; `nil` for those that were not begun.
    func outcomes(
        width: Int, until end: ContinuousClock.Instant?,
        _ work: @escaping @Sendable (EventRecord) async -> RecordOutcome
    ) async -> [RecordOutcome?] {
        var outcomes = [RecordOutcome?](repeating: nil, count: records.count)
        var lanes = self.lanes.makeIterator()
        let checkpoint = Checkpoint()
        await withTaskGroup(of: [(Int, RecordOutcome)].self) { group in
            var running = 0
            while true {
                while running < width, let lane = lanes.next() {
                    group.addTask { await follow(lane, checkpoint, until: end, work) }
                    running += 1
                }
                guard let finished = await group.next() else { return }
                running -= 1
                for (place, outcome) in finished { outcomes[place] = outcome }
            }
        }
        return outcomes
    }

    /// The places of the records, by lane; lanes are in the order of their first records.
    private var lanes: [[Int]] {
        var lanes: [[Int]] = []
        var known: [String: Int] = [:]
        for (place, record) in records.enumerated() {
            if let name = record.lane, let lane = known[name] {
                lanes[lane].append(place)
            } else {
                if let name = record.lane { known[name] = lanes.count }
                lanes.append([place])
            }
        }
        return lanes
    }

    private func follow(
        _ lane: [Int], _ checkpoint: Checkpoint, until end: ContinuousClock.Instant?,
        _ work: @Sendable (EventRecord) async -> RecordOutcome
    ) async -> [(Int, RecordOutcome)] {
        var outcomes: [(Int, RecordOutcome)] = []
        for place in lane {
            if isCheckpointed, checkpoint.isBefore(place) { break }
            if let end, ContinuousClock.now >= end {
                checkpoint.move(to: place)
                break
            }
            let outcome = await work(records[place])
            outcomes.append((place, outcome))
            guard case .failed = outcome else { continue }
            checkpoint.move(to: place)
            break
        }
        return outcomes
    }
}

/// The first record that failed.
private final class Checkpoint: Sendable {
    private let place = Mutex(Int.max)

    func move(to failed: Int) { place.withLock { $0 = min($0, failed) } }

    func isBefore(_ other: Int) -> Bool { place.withLock { $0 < other } }
}
