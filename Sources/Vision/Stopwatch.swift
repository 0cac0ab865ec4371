/// Milliseconds from lap to lap.
package struct Stopwatch {
    private var start = ContinuousClock.now

    package init() {}

    /// Milliseconds since the last lap, or since the stopwatch was made.
    package mutating func lap() -> Double {
        let now = ContinuousClock.now
        defer { start = now }
        return (now - start) / .milliseconds(1)
    }
}
