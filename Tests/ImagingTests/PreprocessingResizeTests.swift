import Foundation
import Imaging
import Testing

@Suite("Resizing")
struct PreprocessingResizeTests {
    let goldens: ResizeGoldens

    init() throws { goldens = try ResizeGoldens.load() }

    @Test("a triangle of full width stays within one level of Pillow's BILINEAR")
    func pillowOnScenes() {
        for golden in goldens.scenes {
            let errors = errors(scene(width: golden.sizes[0], height: golden.sizes[1]), golden.sizes, golden.pillow)
            #expect(errors.max() ?? 0 <= 1, "\(golden.sizes)")
        }
    }

    @Test("on noise, a few pixels of that triangle are two levels from Pillow's")
    func pillowOnNoise() {
        var all: [Int] = []
        for golden in goldens.noise {
            all += errors(noise(width: golden.sizes[0], height: golden.sizes[1]), golden.sizes, golden.pillow)
        }
        #expect(all.max() ?? 0 <= 2)
        #expect(Double(all.count { $0 == 2 }) <= 0.001 * Double(all.count))
    }

    @Test("the linear filter is OpenCV's to the bit")
    func opencv() {
        for golden in goldens.noise {
            let picture = noise(width: golden.sizes[0], height: golden.sizes[1])
            let result = DecodedImage(picture).packed(.resize(golden.sizes), .openCVLinear, as: UInt8.self)
            #expect(result == Array(golden.opencv), "\(golden.sizes)")
        }
    }

    @Test("the linear filter is OpenCV's to the bit on large pictures")
    func opencvChecksums() {
        for golden in goldens.large {
            let picture = noise(width: golden.sizes[0], height: golden.sizes[1])
            let result = DecodedImage(picture).packed(.resize(golden.sizes), .openCVLinear, as: UInt8.self)
            #expect(checksum(result) == golden.checksum, "\(golden.sizes)")
        }
    }

    @Test("the linear filter of a cropped picture is that of the part that is left")
    func croppedLinear() {
        let picture = noise(width: 50, height: 31)
        let part = PixelBuffer(size: ImageSize(width: 31, height: 31)) { buffer in
            for index in buffer.indices {
                buffer[index] = picture.bytes[(index / 93 * 50 + 9) * 3 + index % 93]
            }
        }
        var specification = InputSpecification.resize(width: 24, height: 24)
        let expected = DecodedImage(part).packed(specification, .openCVLinear, as: UInt8.self)
        specification.fit = .centerCrop
        #expect(DecodedImage(picture).packed(specification, .openCVLinear, as: UInt8.self) == expected)
    }

    @Test("an area of one colour keeps it exactly at any scale", arguments: Resampling.allCases)
    func constant(resampling: Resampling) {
        for (width, height) in [(1, 1), (3, 200), (200, 3), (1, 5000), (5000, 1), (640, 480), (1000, 700)] {
            for (newWidth, newHeight) in [(1, 1), (7, 5), (64, 64), (333, 2)] {
                let picture = PixelBuffer(
                    size: ImageSize(width: width, height: height),
                    filledWith: Color(red: 255, green: 1, blue: 77))
                var specification = InputSpecification.resize(width: newWidth, height: newHeight)
                specification.element = .float32
                specification.normalization = .none
                let result = DecodedImage(picture).packed(specification, resampling, as: PackedPixel.self)
                #expect(result.allSatisfy { $0 == PackedPixel(red: 255, green: 1, blue: 77) })
            }
        }
    }

    @Test("a picture at its own size is copied", arguments: Resampling.allCases)
    func identity(resampling: Resampling) {
        for (width, height) in [(1, 1), (10, 3), (11, 7), (131, 2)] {
            let picture = noise(width: width, height: height)
            let specification = InputSpecification.resize(width: width, height: height)
            #expect(DecodedImage(picture).packed(specification, resampling, as: UInt8.self) == picture.bytes)
        }
    }

    private func errors(_ picture: PixelBuffer, _ sizes: [Int], _ golden: Data) -> [Int] {
        let result = DecodedImage(picture).packed(.resize(sizes), triangleWidth: 1, as: UInt8.self)
        #expect(result.count == golden.count)
        return zip(result, golden).map { abs(Int($0) - Int($1)) }
    }

    /// `checksum` of make_resize_goldens.py.
    private func checksum(_ bytes: [UInt8]) -> String {
        var (sum, weighted): (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            sum &+= UInt64(byte)
            weighted &+= UInt64(byte) &* UInt64(index % 65521 + 1)
        }
        return String(format: "%08x%08x", UInt32(truncatingIfNeeded: sum), UInt32(truncatingIfNeeded: weighted))
    }
}

/// Three neighbouring values of an NHWC tensor.
private struct PackedPixel: BitwiseCopyable, Equatable {
    let red: Float
    let green: Float
    let blue: Float
}

extension InputSpecification {
    fileprivate static func resize(_ sizes: [Int]) -> InputSpecification { .resize(width: sizes[2], height: sizes[3]) }
}
