import Inference
import Testing

@Suite("Half precision")
struct HalfPrecisionTests {
    /// By the definition of binary16, in double precision, where all of it is exact.
    private func value(_ bits: UInt16) -> Double {
        let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF) / 1_024)
        let sign = bits >> 15 == 0 ? 1.0 : -1.0
        return switch exponent {
        case 0: sign * fraction * Double(sign: .plus, exponent: -14, significand: 1)
        case 31: fraction == 0 ? sign * .infinity : .nan
        default: sign * (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
        }
    }

    @Test("all 65,536 patterns become the numbers that they stand for")
    func exhaustive() {
        let wrong = (UInt16.min ... .max).filter { bits in
            let (found, expected) = (Float(HalfBits(bitPattern: bits)), Float(value(bits)))
            return expected.isNaN ? !found.isNaN : found.bitPattern != expected.bitPattern
        }
        #expect(wrong.isEmpty)
    }

    @Test("a tensor of them is read as real values")
    func realValues() throws {
        let bits: [UInt16] = [0x3C00, 0xC000, 0x0001, 0x7C00]
        let tensor = try Tensor(bits.map(HalfBits.init(bitPattern:)), shape: [2, 2])
        #expect(try tensor.realValues() == [1, -2, 0x1p-24, .infinity])
    }
}
