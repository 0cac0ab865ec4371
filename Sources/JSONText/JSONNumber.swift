/// A number as decimal digits and a power of ten, from text that has JSON's form.
struct JSONNumber {
    private let text: ArraySlice<UInt8>
    private var isNegative = false
    /// All digits from the first that is not zero, as far as they fit.
    private var significand: UInt64 = 0
    private var fits = true
    /// The number is `significand` · 10^`exponent`.
    private var exponent = 0

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        var isFraction = false
        var index = text.startIndex
        while index < text.endIndex, text[index] | 0x20 != UInt8(ascii: "e") {
            switch text[index] {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            default:
                append(digit: text[index] - UInt8(ascii: "0"))
                exponent -= isFraction ? 1 : 0
            }
            index += 1
        }
        if index < text.endIndex { exponent += Self.exponent(text[(index + 1)...]) }
    }

    private mutating func append(digit: UInt8) {
        let (tenfold, overflow) = significand.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tenfold.addingReportingOverflow(UInt64(digit))
        if overflow || carry { fits = false } else { significand = sum }
    }

    /// The digits after the `e`, as far as they matter: past a billion they are cut.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
        var value = 0
        for byte in text where byte >= UInt8(ascii: "0") {
            value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000_000)
        }
        return text.first == UInt8(ascii: "-") ? -value : value
    }

    /// The number where it is a whole one that fits into 64 bits.
    var integer: Int? {
        guard fits else { return integerOfManyDigits }
        return Self.integer(significand, isNegative: isNegative, exponent: exponent)
    }

    private static func integer(_ significand: UInt64, isNegative: Bool, exponent: Int) -> Int? {
        guard significand != 0 else { return 0 }
        var (magnitude, exponent) = (significand, exponent)
        while exponent < 0 {
            guard magnitude.isMultiple(of: 10) else { return nil }
            magnitude /= 10
            exponent += 1
        }
        while exponent > 0 {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            magnitude = product
            exponent -= 1
        }
        guard isNegative else { return Int(exactly: magnitude) }
        return magnitude == Int.min.magnitude ? .min : Int(exactly: magnitude).map(-)
    }

    /// More than 19 digits can be a 64-bit integer only by the zeros at their end, such as `1.00000000000000000000`.
    private var integerOfManyDigits: Int? {
        let mantissa = text.prefix { $0 | 0x20 != UInt8(ascii: "e") }
        let digits = mantissa.filter { $0 >= UInt8(ascii: "0") }
        let zeros = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        var significand: UInt64 = 0
        for digit in digits.dropLast(zeros) {
            let (tenfold, overflow) = significand.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tenfold.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            significand = sum
        }
        return Self.integer(significand, isNegative: isNegative, exponent: exponent + zeros)
    }

    /// The nearest `Double`, `nil` past the largest.
    ///
    /// Up to 2^53 and 10^22 both factors are exact, and so one operation rounds once (Clinger, 1990).
    var double: Double? {
        if fits, significand <= 1 << 53, (-22...22).contains(exponent) {
            let magnitude =
                exponent < 0
                ? Double(significand) / Self.powersOfTen[-exponent]
                : Double(significand) * Self.powersOfTen[exponent]
            return isNegative ? -magnitude : magnitude
        }
        return Double(String(decoding: text, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
