import Evaluation
import Testing

@Suite("Latency statistics")
struct LatencyStatisticsTests {
    /// A series and what NumPy 2 makes of it: `min`, `median`, `percentile(series, 95)` and `max`.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let series: [Double]
        let expected: [Double]
    }

    static let cases = [
        Case(testDescription: "one value", series: [7], expected: [7, 7, 7, 7]),
        Case(testDescription: "two values", series: [1, 2], expected: [1, 1.5, 1.95, 2]),
        Case(testDescription: "three values in disorder", series: [3, 1, 2], expected: [1, 2, 2.9, 3]),
        Case(testDescription: "equal values", series: [5, 5, 5, 5], expected: [5, 5, 5, 5]),
        Case(
            testDescription: "five values", series: [0.5, 12.25, 3.75, 8, 1.5],
            expected: [0.5, 3.75, 11.399999999999999, 12.25]),
        Case(
            testDescription: "a hundred values, the largest first", series: (1...100).reversed().map(Double.init),
            expected: [1, 50.5, 95.05, 100]),
        Case(
            testDescription: "a straggler", series: [0.001, 1e6, 0.002],
            expected: [0.001, 0.002, 900_000.0001999999, 1e6]),
    ]

    @Test("equal NumPy's", arguments: cases)
    func equalNumPy(example: Case) {
        let statistics = LatencyStatistics(example.series)
        let found = [statistics.minimum, statistics.median, statistics.percentile95, statistics.maximum]
        for (found, expected) in zip(found, example.expected) {
            // The same arithmetic in another order: a few units in the last place.
            #expect(abs(found - expected) <= 4 * expected.ulp)
        }
    }
}
