/// From a sample to the number that a tensor stores, an element conversion before its end: `sample × factor + offset`.
///
/// Everything is by channel of the sample: red, green, blue. A gray tensor's factors are its one channel's, spread over
/// the three by their share of the luma; the offset stands at the first of them.
///
/// The factor is in two parts. The first has so few bits that its product with a level is exact, so that the sum is
/// the level's true quotient, rounded once: a level times ⅟₂₅₅ is the number that dividing by 255 gives. Models that
/// quantise their input round right there, and a last bit that differs tips whole pictures of levels.
struct TensorArithmetic {
    private let factor: SIMD4<Float>
    private let remainder: SIMD4<Float>
    private let offset: SIMD4<Float>

    /// - Parameters:
    ///   - specification: What the tensor is.
    ///   - levelUnit: What a level of one is in the samples that come.
    init(_ specification: InputSpecification, levelUnit: Float) {
        let (gain, bias) = Self.normalization(specification)
        let (scale, zeroPoint) = Self.quantization(specification.element)
        var (factor, offset) = (gain / scale / Double(levelUnit), bias / scale + zeroPoint)
        switch specification.channels {
        case .rgb: break
        case .bgr:
            (factor.x, factor.z) = (factor.z, factor.x)
            (offset.x, offset.z) = (offset.z, offset.x)
        case .gray:
            (factor, offset) = (factor.x * Self.luma, SIMD3(offset.x, 0, 0))
        }
        let coarse = SIMD3<Float>(factor).keepingSixteenBits
        self.factor = SIMD4(coarse, 0)
        remainder = SIMD4(SIMD3<Float>(factor - SIMD3<Double>(coarse)), 0)
        self.offset = SIMD4(SIMD3<Float>(offset), 0)
    }

    /// The number for each channel of a sample.
    @inline(__always)
    func callAsFunction(_ sample: Sample) -> Sample {
        sample * factor + (sample * remainder + offset)
    }

    /// ITU-R BT.601 in the 16-bit fractions that Pillow's `convert("L")` uses.
    private static let luma = SIMD3<Double>(19595, 38470, 7471) / 65536

    /// Factor on a level and what is added then; nothing happens to bare levels.
    private static func normalization(_ specification: InputSpecification) -> (SIMD3<Double>, SIMD3<Double>) {
        let mean = SIMD3<Double>(specification.normalization.mean)
        let deviation = SIMD3<Double>(specification.normalization.deviation)
        return switch specification.element {
        case .uint8(nil), .int8(nil): (.one, .zero)
        case .float32, .float16, .uint8, .int8: (specification.normalization.scale / deviation, -mean / deviation)
        }
    }

    /// Step and zero point in 0…255; signed numbers are made as unsigned ones, 128 higher.
    private static func quantization(_ element: PixelElement) -> (scale: Double, zeroPoint: Double) {
        switch element {
        case .float32, .float16, .uint8(nil), .int8(nil): (1, 0)
        case .uint8(let quantization?): (Double(quantization.scale), Double(quantization.zeroPoint))
        case .int8(let quantization?): (Double(quantization.scale), Double(quantization.zeroPoint) + 128)
        }
    }
}

extension SIMD3<Float> {
    /// The numbers cut to sixteen significant bits: times eight bits of level, they fill the 24 of a `Float`.
    fileprivate var keepingSixteenBits: SIMD3<Float> {
        SIMD3(x.keepingSixteenBits, y.keepingSixteenBits, z.keepingSixteenBits)
    }
}

extension Float {
    fileprivate var keepingSixteenBits: Float { Float(bitPattern: bitPattern & ~0xFF) }
}
