import Vision

/// A bar on standard error with count, rate and remaining time; silent where nobody watches.
struct ProgressBar {
    private let total: Int
    private let isVisible: Bool
    private let unit: @Sendable (Int) -> String
    private var clock = Stopwatch()
    private var elapsed = 0.0
    private var lastDrawn = -1_000.0

    /// Watches a job of `total` steps, whose numbers `unit` writes; one step needs no bar.
    init(total: Int, unit: @escaping @Sendable (Int) -> String = { String($0) }) {
        self.total = total
        self.unit = unit
        isVisible = Terminal.isErrorInteractive && total > 1
    }

    /// Draws the state after `done` steps, ten times a second at most.
    mutating func update(done: Int) {
        elapsed += clock.lap()
        guard isVisible, elapsed - lastDrawn > 100 || done == total else { return }
        lastDrawn = elapsed
        Terminal.writeError("\r" + line(done: done, columns: Terminal.width))
    }

    /// Takes the bar away, so that other lines can be written.
    func clear() {
        if isVisible { Terminal.writeError("\r\u{1B}[K") }
    }

    private func line(done: Int, columns: Int) -> String {
        let rate = elapsed > 0 ? Double(done) / elapsed * 1_000 : 0
        let remaining = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
        let rateText = rate < 1_000 ? rate.formatted(decimals: 1) : unit(Int(rate))
        let text = " \(unit(done))/\(unit(total))  \(rateText)/s  \(Self.clockText(remaining)) left"
        let room = min(40, columns - text.count - 3)
        guard room >= 10 else { return text.prefix(max(0, columns - 1)) + "\u{1B}[K" }
        let filled = room * done / max(1, total)
        return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: room - filled) + "]" + text
            + "\u{1B}[K"
    }

    private static func clockText(_ seconds: Int) -> String {
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        return "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
    }
}
