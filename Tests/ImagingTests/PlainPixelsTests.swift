import Imaging
import Testing

@Suite("Pixels without a format")
struct PlainPixelsTests {
    private static let size = ImageSize(width: 2, height: 1)

    @Test(
        "gray is repeated, colours are taken as they are, alpha is dropped",
        arguments: [
            (1, [7, 9], [7, 7, 7, 9, 9, 9]), (3, [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
            (4, [1, 2, 3, 0, 4, 5, 6, 255], [1, 2, 3, 4, 5, 6]),
        ] as [(Int, [UInt8], [UInt8])])
    func channels(_ channels: Int, _ bytes: [UInt8], _ expected: [UInt8]) throws {
        let decoded = try PlainPixels(bytes, size: Self.size, channels: channels).decode()
        #expect(decoded.pixels.bytes == expected)
        #expect(decoded.header.size == Self.size)
        #expect(decoded.header.kind == nil)
        #expect(decoded.pitch == 1)
    }

    @Test(
        "what is no picture of the size is refused",
        arguments: [
            (3, 5, .imageTruncated), (3, 7, .imageCorrupt), (3, 0, .imageTruncated), (2, 4, .imageUnsupported),
            (0, 0, .imageUnsupported), (-1, 2, .imageUnsupported), (.max, 2, .imageUnsupported),
        ] as [(Int, Int, ImagingError.Code)])
    func refused(_ channels: Int, _ count: Int, _ code: ImagingError.Code) {
        let pixels = PlainPixels([UInt8](repeating: 0, count: count), size: Self.size, channels: channels)
        #expect((#expect(throws: ImagingError.self) { try pixels.decode() })?.code == code)
    }

    @Test("limits hold, also for sides whose product no number has")
    func limits() {
        let size = ImageSize(width: .max, height: .max)
        let pixels = PlainPixels([0], size: size, channels: 3)
        #expect((#expect(throws: ImagingError.self) { try pixels.decode() })?.code == .imageTooLarge)
        let large = DecodeLimits(maximumSide: .max)
        #expect((#expect(throws: ImagingError.self) { try pixels.decode(limits: large) })?.code == .imageTooLarge)
        let bytes = PlainPixels([UInt8](repeating: 0, count: 6), size: Self.size, channels: 3)
        let small = DecodeLimits(maximumBytes: 5)
        #expect((#expect(throws: ImagingError.self) { try bytes.decode(limits: small) })?.code == .imageTooLarge)
    }
}
