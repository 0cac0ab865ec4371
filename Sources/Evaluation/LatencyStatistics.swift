/// The middle and the edges of a series of durations.
public struct LatencyStatistics: Sendable, Hashable {
    /// The shortest, in milliseconds.
    public let minimum: Double
    /// Half are shorter, in milliseconds.
    public let median: Double
    /// Nineteen of twenty are shorter, in milliseconds.
    public let percentile95: Double
    /// The longest, in milliseconds.
    public let maximum: Double

    /// Sorts a series of at least one duration, in milliseconds.
    public init(_ durations: [Double]) {
        precondition(!durations.isEmpty, "statistics need a sample")
        let sorted = durations.sorted()
        minimum = sorted[0]
        median = Self.quantile(0.5, of: sorted)
        percentile95 = Self.quantile(0.95, of: sorted)
        maximum = sorted[sorted.count - 1]
    }

    /// The value at a share of a sorted series, between neighbours by proportion (NumPy's default method).
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let position = share * Double(sorted.count - 1)
        let lower = Int(position)
        let upper = min(lower + 1, sorted.count - 1)
        return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
    }
}

extension LatencyStatistics: Encodable {
    private enum CodingKeys: String, CodingKey {
        case minimum = "min"
        case median
        case percentile95 = "p95"
        case maximum = "max"
    }

    /// Writes milliseconds to four decimals.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(minimum.roundedToFourDecimals, forKey: .minimum)
        try container.encode(median.roundedToFourDecimals, forKey: .median)
        try container.encode(percentile95.roundedToFourDecimals, forKey: .percentile95)
        try container.encode(maximum.roundedToFourDecimals, forKey: .maximum)
    }
}

extension Double {
    var roundedToFourDecimals: Double { (self * 10_000).rounded() / 10_000 }
}
