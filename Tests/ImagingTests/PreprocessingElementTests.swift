import Imaging
import Testing

@Suite("Elements, layouts and channels")
struct PreprocessingElementTests {
    static let size = ImageSize(width: 37, height: 29)
    let image = DecodedImage(noise(width: 53, height: 31))

    /// Levels by [channel][pixel], of a letterbox, from the plain float tensor.
    private var levels: [[Float]] {
        var specification = InputSpecification(size: Self.size)
        specification.normalization = .none
        let tensor = image.packed(specification, as: Float.self)
        return (0..<3).map { Array(tensor[($0 * Self.size.pixelCount)..<(($0 + 1) * Self.size.pixelCount)]) }
    }

    @Test("padding is the padding level and passes through normalization")
    func padding() {
        var specification = InputSpecification(size: Self.size)
        (specification.padding, specification.anchor) = (200, .topLeft)
        specification.normalization = .imageNet
        let tensor = image.packed(specification, as: Float.self)
        for (channel, (mean, deviation)) in [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)].enumerated() {
            let value = tensor[(channel + 1) * Self.size.pixelCount - 1]
            #expect(abs(value - Float((200.0 / 255 - mean) / deviation)) < 1e-5)
        }
    }

    @Test("0…1 is the level divided by 255, to the last bit", arguments: Resampling.allCases)
    func quotients(resampling: Resampling) {
        // 256 gray levels at the tensor's own size, so that nothing is resampled.
        let size = ImageSize(width: 256, height: 1)
        let ramp = DecodedImage(PixelBuffer(size: size) { for index in $0.indices { $0[index] = UInt8(index / 3) } })
        let tensor = ramp.packed(InputSpecification(size: size), resampling, as: Float.self)
        for level in 0..<256 { #expect(tensor[level] == Float(level) / 255, "level \(level)") }
    }

    @Test("every layout and order holds the same numbers", arguments: TensorLayout.allCases, [ChannelOrder.rgb, .bgr])
    func layouts(layout: TensorLayout, channels: ChannelOrder) {
        var specification = InputSpecification(size: Self.size, layout: layout, channels: channels)
        specification.normalization = Normalization(mean: [10, 20, 30], deviation: [2, 4, 8])
        let tensor = image.packed(specification, as: Float.self)
        for channel in 0..<3 {
            let source = levels[channels == .bgr ? 2 - channel : channel]
            let mean = Float(10 * (channel + 1))
            for pixel in 0..<Self.size.pixelCount {
                let index = layout == .nchw ? channel * Self.size.pixelCount + pixel : pixel * 3 + channel
                #expect(abs(tensor[index] - (source[pixel] - mean) / Float(2 << channel)) < 1e-4)
            }
        }
    }

    @Test("gray is ITU-R 601 luma", arguments: TensorLayout.allCases)
    func gray(layout: TensorLayout) {
        var specification = InputSpecification(size: Self.size, layout: layout, channels: .gray)
        specification.normalization = .none
        let tensor = image.packed(specification, as: Float.self)
        #expect(tensor.count == Self.size.pixelCount)
        for (pixel, value) in tensor.enumerated() {
            let luma = 0.299 * levels[0][pixel] + 0.587 * levels[1][pixel] + 0.114 * levels[2][pixel]
            #expect(abs(value - luma) < 0.01)
        }
    }

    @Test("whole numbers are the nearest levels, signed ones 128 lower", arguments: TensorLayout.allCases)
    func bytes(layout: TensorLayout) {
        var specification = InputSpecification(size: Self.size, layout: layout)
        specification.normalization = .none
        let expected = image.packed(specification, as: Float.self).map { $0.rounded(.toNearestOrEven) }
        specification.normalization = .imageNet
        specification.element = .uint8(nil)
        #expect(image.packed(specification, as: UInt8.self).map { Float($0) } == expected)
        specification.element = .int8(nil)
        #expect(image.packed(specification, as: Int8.self).map { Float($0) + 128 } == expected)
    }

    @Test("quantised numbers are what the parameters say, clamped to their range")
    func quantized() {
        var specification = InputSpecification(size: Self.size)
        specification.normalization = .imageNet
        let real = image.packed(specification, as: Float.self)
        specification.element = .uint8(Quantization(scale: 0.02, zeroPoint: 114))
        let unsigned = image.packed(specification, as: UInt8.self)
        specification.element = .int8(Quantization(scale: 0.01, zeroPoint: -14))
        let signed = image.packed(specification, as: Int8.self)
        for (index, value) in real.enumerated() {
            #expect(abs(Float(unsigned[index]) - min(max(value / 0.02 + 114, 0), 255)) <= 0.501)
            #expect(abs(Float(signed[index]) - min(max(value / 0.01 - 14, -128), 127)) <= 0.501)
        }
        #expect(signed.contains(127) && signed.contains(-128))
    }

    @Test("senseless parameters of a model give some number, never a trap")
    func hostileParameters() {
        var specification = InputSpecification(size: Self.size)
        for scale: Float in [0, -1, .nan, .infinity, .leastNonzeroMagnitude] {
            for element: PixelElement in [
                .uint8(Quantization(scale: scale, zeroPoint: .max)), .int8(Quantization(scale: scale, zeroPoint: .min)),
                .float16, .float32,
            ] {
                specification.element = element
                specification.normalization = Normalization(
                    scale: Double(scale), mean: [.nan, 0, 1e38], deviation: .zero)
                #expect(image.packed(specification, as: UInt8.self).count == specification.byteCount)
            }
        }
    }

    #if !(os(macOS) && arch(x86_64))
    @Test("half precision is what the hardware makes of single precision")
    func halfPrecision() {
        for normalization in [
            Normalization.unit, .imageNet, Normalization(scale: 1e-7), Normalization(scale: 3e-10),
            Normalization(scale: 300), Normalization(scale: .nan), Normalization(scale: -1e30),
        ] {
            for layout in TensorLayout.allCases {
                var specification = InputSpecification(size: Self.size, layout: layout)
                specification.normalization = normalization
                let expected = image.packed(specification, as: Float.self).map { Float16($0) }
                specification.element = .float16
                let result = image.packed(specification, as: Float16.self)
                #expect(zip(result, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
            }
        }
    }
    #endif

    @Test("a thin or tiny picture fills its place in a tensor of any size", arguments: Resampling.allCases)
    func extremes(resampling: Resampling) {
        for (width, height) in [(1, 1), (1, 5000), (5000, 1), (2, 3), (3000, 2000)] {
            for side in [1, 2, 3, 5, 33, 224] {
                for fit in ImageFit.allCases {
                    var specification = InputSpecification(size: ImageSize(width: side, height: (side + 1) / 2))
                    specification.fit = fit
                    let size = ImageSize(width: width, height: height)
                    let picture = PixelBuffer(size: size, filledWith: Color(red: 114, green: 114, blue: 114))
                    let tensor = DecodedImage(picture).packed(specification, resampling, as: Float.self)
                    #expect(tensor.allSatisfy { abs($0 - 114 / 255) < 1e-6 })
                }
            }
        }
    }
}
