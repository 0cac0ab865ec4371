extension Double {
    /// The number with exactly this many decimals: `12.50`.
    func formatted(decimals: Int) -> String {
        let factor = (0..<decimals).reduce(1) { product, _ in product * 10 }
        guard isFinite, magnitude * Double(factor) < 1e15 else { return "\(self)" }
        let scaled = Int((magnitude * Double(factor)).rounded())
        let sign = self < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % factor)
        return "\(sign)\(scaled / factor).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
    }
}
