import Foundation
import Imaging

/// What Pillow, OpenCV and Ultralytics make of pictures that tests can compute too.
struct ResizeGoldens: Decodable {
    struct Noise: Decodable {
        let sizes: [Int]
        let pillow: Data
        let opencv: Data
    }

    struct Scene: Decodable {
        let sizes: [Int]
        let pillow: Data
    }

    struct Large: Decodable {
        let sizes: [Int]
        let checksum: String
    }

    struct Letterbox: Decodable {
        let picture: [Int]
        let tensor: [Int]
        let content: [Int]
    }

    let noise: [Noise]
    let scenes: [Scene]
    let large: [Large]
    let letterboxes: [Letterbox]

    static func load() throws -> ResizeGoldens {
        try JSONDecoder().decode(ResizeGoldens.self, from: Data(FixtureFolder.bytes("resize-goldens.json")))
    }
}

/// The picture of `noise` in make_resize_goldens.py.
func noise(width: Int, height: Int) -> PixelBuffer {
    PixelBuffer(size: ImageSize(width: width, height: height)) { buffer in
        for index in buffer.indices {
            var value = UInt32(truncatingIfNeeded: index) &* 2_654_435_761
            value = (value ^ (value >> 15)) &* 2_246_822_519
            buffer[index] = UInt8(value >> 24)
        }
    }
}

/// The picture of `scene` in make_resize_goldens.py.
func scene(width: Int, height: Int) -> PixelBuffer {
    let noise = noise(width: width, height: height).bytes
    return PixelBuffer(size: ImageSize(width: width, height: height)) { buffer in
        for index in buffer.indices {
            let (x, y) = (index / 3 % width, index / 3 / width)
            let slope = abs((x * 7 + y * 4 + index % 3 * 85) % 510 - 255)
            let (dx, dy) = (2 * x - width, 2 * y - height)
            let isInside = dx * dx + dy * dy < width * height / 3
            buffer[index] = UInt8((isInside ? 255 - slope : slope) * 15 / 16 + Int(noise[index]) / 17)
        }
    }
}

extension DecodedImage {
    /// A picture that was decoded at full size.
    init(_ pixels: PixelBuffer, orientation: Orientation = .up) {
        self.init(
            pixels: pixels,
            header: ImageHeader(kind: .png, storedSize: pixels.size, orientation: orientation))
    }

    /// The packed tensor's values.
    func packed<Element: BitwiseCopyable>(
        _ specification: InputSpecification, _ resampling: Resampling = .antialiased, as type: Element.Type
    ) -> [Element] {
        values(of: specification) { pack(specification, resampling: resampling, into: $0) }
    }

    /// The values of a tensor packed with a triangle filter of this width.
    func packed<Element: BitwiseCopyable>(
        _ specification: InputSpecification, triangleWidth: Double, as type: Element.Type
    ) -> [Element] {
        values(of: specification) { pack(specification, triangleWidth: triangleWidth, into: $0) }
    }

    private func values<Element: BitwiseCopyable>(
        of specification: InputSpecification, pack: (UnsafeMutableRawBufferPointer) -> ImagePlacement
    ) -> [Element] {
        let count = specification.byteCount / MemoryLayout<Element>.stride
        return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            _ = pack(UnsafeMutableRawBufferPointer(buffer))
            initialized = count
        }
    }
}

extension InputSpecification {
    /// Levels as they are, pixel by pixel, of the picture stretched: what a plain resize gives.
    static func resize(width: Int, height: Int) -> InputSpecification {
        var result = InputSpecification(
            size: ImageSize(width: width, height: height), layout: .nhwc, element: .uint8(nil))
        result.fit = .stretch
        return result
    }
}
