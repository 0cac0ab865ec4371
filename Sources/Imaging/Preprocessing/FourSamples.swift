/// Four neighbouring samples after `sample × factor + offset`, taken apart into their channels.
struct FourSamples {
    let red: SIMD4<Float>
    let green: SIMD4<Float>
    let blue: SIMD4<Float>

    /// Reads four samples.
    @inline(__always)
    init(_ samples: UnsafePointer<Sample>, _ factor: SIMD4<Float>, _ offset: SIMD4<Float>) {
        let front = SIMD8(lowHalf: samples[0] * factor + offset, highHalf: samples[1] * factor + offset)
        let back = SIMD8(lowHalf: samples[2] * factor + offset, highHalf: samples[3] * factor + offset)
        let redAndBlue = SIMD8(lowHalf: front.evenHalf, highHalf: back.evenHalf)
        red = redAndBlue.evenHalf
        blue = redAndBlue.oddHalf
        green = SIMD8(lowHalf: front.oddHalf, highHalf: back.oddHalf).evenHalf
    }
}
