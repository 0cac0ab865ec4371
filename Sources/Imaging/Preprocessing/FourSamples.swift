/// Four neighbouring samples after the tensor's arithmetic, taken apart into their channels.
struct FourSamples {
    let red: SIMD4<Float>
    let green: SIMD4<Float>
    let blue: SIMD4<Float>

    /// Reads four samples.
    @inline(__always)
    init(_ samples: UnsafePointer<Sample>, _ arithmetic: TensorArithmetic) {
        let front = SIMD8(lowHalf: arithmetic(samples[0]), highHalf: arithmetic(samples[1]))
        let back = SIMD8(lowHalf: arithmetic(samples[2]), highHalf: arithmetic(samples[3]))
        let redAndBlue = SIMD8(lowHalf: front.evenHalf, highHalf: back.evenHalf)
        red = redAndBlue.evenHalf
        blue = redAndBlue.oddHalf
        green = SIMD8(lowHalf: front.oddHalf, highHalf: back.oddHalf).evenHalf
    }
}
