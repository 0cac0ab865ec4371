/// Something that is timed, and how long it may take in units of the bare model.
struct Step {
    let name: String
    let limit: Double
    let work: @Sendable () async throws -> Void

    init(_ name: String, limit: Double, _ work: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.limit = limit
        self.work = work
    }
}

/// Ratios of steps to the bare model, a pair at a time.
struct Report {
    private let steps: [Step]
    private var bare: [Double] = []
    private var ratios: [[Double]]

    init(_ steps: [Step]) {
        self.steps = steps
        ratios = Array(repeating: [], count: steps.count)
    }

    /// Times the bare model and then each step once.
    mutating func time(_ run: @Sendable () async throws -> Void, counts: Bool) async throws {
        for (index, step) in steps.enumerated() {
            let reference = try await Self.milliseconds(run)
            let duration = try await Self.milliseconds(step.work)
            guard counts else { continue }
            bare.append(reference)
            ratios[index].append(duration / reference)
        }
    }

    /// Whether a median is above its step's limit.
    var isAboveLimit: Bool { zip(steps, ratios).contains { Self.median($1) > $0.limit } }

    /// Prints a line for each step.
    func print() {
        Swift.print("bare run: \(Self.rounded(Self.median(bare))) ms (median of \(bare.count))")
        for (step, ratios) in zip(steps, ratios) {
            let median = Self.median(ratios)
            let verdict = median > step.limit ? "ABOVE" : "within"
            Swift.print("\(step.name): \(Self.rounded(median)) of it, \(verdict) the limit of \(step.limit)")
        }
    }

    private static func milliseconds(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        return (ContinuousClock.now - start) / .milliseconds(1)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}
