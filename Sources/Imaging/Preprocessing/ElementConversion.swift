extension SIMD4<UInt16> {
    /// The bits of the IEEE 754 half-precision numbers nearest to some values, ties to even.
    ///
    /// `Float16` would do the same, but is not there on every platform and becomes a library call a value on x86-64.
    @inline(__always)
    init(halfPrecision value: SIMD4<Float>) {
        let bits = value.bitPattern
        let magnitude = bits & 0x7FFF_FFFF
        // Below 2⁻¹⁴, the least normal half, adding 0.5 leaves the half's subnormal bits at the bottom.
        let small = (SIMD4<Float>(bitPattern: magnitude) + 0.5).bitPattern &- 0x3F00_0000
        // Exponent bias 127 becomes 15; the 13 bits that go are rounded into those that stay.
        let normal = (magnitude &- 0x3800_0000 &+ 0x0FFF &+ ((magnitude &>> 13) & 1)) &>> 13
        let notFinite = SIMD4<UInt32>(repeating: 0x7C00).replacing(with: 0x7E00, where: magnitude .> 0x7F80_0000)
        let result =
            normal
            .replacing(with: small, where: magnitude .< 0x3880_0000)
            .replacing(with: notFinite, where: magnitude .>= 0x4780_0000)
        self.init(truncatingIfNeeded: result | ((bits &>> 16) & 0x8000))
    }
}

extension SIMD4<UInt8> {
    /// The whole numbers nearest to some values, ties to even, within 0…255; zero for what is not a number.
    @inline(__always)
    init(nearest value: SIMD4<Float>) {
        let positive = SIMD4<Float>.zero.replacing(with: value, where: value .> 0)
        let clamped = positive.replacing(with: 255, where: positive .> 255)
        // At 2²³ a step of `Float` is one: the addition rounds and leaves the number in the lowest bits.
        self.init(truncatingIfNeeded: (clamped + 8_388_608).bitPattern)
    }
}

extension SIMD4<Float> {
    fileprivate var bitPattern: SIMD4<UInt32> { unsafeBitCast(self, to: SIMD4<UInt32>.self) }
    fileprivate init(bitPattern: SIMD4<UInt32>) { self = unsafeBitCast(bitPattern, to: SIMD4<Float>.self) }
}
