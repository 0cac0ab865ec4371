/// Names that nobody can guess.
enum RandomName {
    /// How many characters a name has.
    static let length = 32

    /// 128 bits of the system's secure generator, as hexadecimal digits.
    static func make() -> String { word() + word() }

    /// 64 such bits.
    static func word() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// Whether a text could be such a name.
    static func isPossible(_ text: String) -> Bool {
        text.utf8.count == length
            && text.utf8.allSatisfy {
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
            }
    }
}
