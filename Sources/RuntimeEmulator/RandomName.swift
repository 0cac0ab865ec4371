/// Names as AWS makes them.
enum RandomName {
    /// A request's: a UUID of version 4 (RFC 9562).
    static var requestID: String {
        let digits = hexadecimal(30)
        let parts = [digits.prefix(8), digits.dropFirst(8).prefix(4), "4" + digits.dropFirst(12).prefix(3)]
        let variant = ["8", "9", "a", "b"].randomElement() ?? "8"
        let last = [variant + digits.dropFirst(15).prefix(3), String(digits.dropFirst(18))]
        return (parts.map(String.init) + last).joined(separator: "-")
    }

    /// An X-Ray tracing header.
    static var trace: String {
        "Root=1-\(hexadecimal(8))-\(hexadecimal(24));Parent=\(hexadecimal(16));Sampled=1"
    }

    private static func hexadecimal(_ count: Int) -> String {
        String((0..<count).map { _ in "0123456789abcdef".randomElement() ?? "0" })
    }
}
