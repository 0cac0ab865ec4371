/// From a sample to the number that a tensor stores, an element conversion before its end: `sample × factor + offset`.
///
/// Everything is by channel of the sample: red, green, blue. A gray tensor's factors are its one channel's, spread over
/// the three by their share of the luma; only the first offset counts there.
struct TensorArithmetic {
    let factor: SIMD3<Float>
    let offset: SIMD3<Float>

    /// - Parameters:
    ///   - specification: What the tensor is.
    ///   - levelUnit: What a level of one is in the samples that come.
    init(_ specification: InputSpecification, levelUnit: Float) {
        let (gain, bias) = Self.normalization(specification)
        let (scale, zeroPoint) = Self.quantization(specification.element)
        let (factor, offset) = (gain / scale / levelUnit, bias / scale + zeroPoint)
        switch specification.channels {
        case .rgb:
            (self.factor, self.offset) = (factor, offset)
        case .bgr:
            self.factor = SIMD3(factor.z, factor.y, factor.x)
            self.offset = SIMD3(offset.z, offset.y, offset.x)
        case .gray:
            (self.factor, self.offset) = (factor.x * Self.luma, offset)
        }
    }

    /// ITU-R BT.601 in the 16-bit fractions that Pillow's `convert("L")` uses.
    private static let luma = SIMD3<Float>(19595, 38470, 7471) / 65536

    /// Factor on a level and what is added then; nothing happens to bare levels.
    private static func normalization(_ specification: InputSpecification) -> (SIMD3<Float>, SIMD3<Float>) {
        switch specification.element {
        case .uint8(nil), .int8(nil):
            (.one, .zero)
        case .float32, .float16, .uint8, .int8:
            (
                specification.normalization.scale / specification.normalization.deviation,
                -specification.normalization.mean / specification.normalization.deviation
            )
        }
    }

    /// Step and zero point in 0…255; signed numbers are made as unsigned ones, 128 higher.
    private static func quantization(_ element: PixelElement) -> (scale: Float, zeroPoint: Float) {
        switch element {
        case .float32, .float16, .uint8(nil), .int8(nil): (1, 0)
        case .uint8(let quantization?): (quantization.scale, Float(quantization.zeroPoint))
        case .int8(let quantization?): (quantization.scale, Float(quantization.zeroPoint) + 128)
        }
    }
}
