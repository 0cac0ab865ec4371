import Imaging
import Testing

@Suite("A JPEG shrinks while it is decoded, as far as its policy allows")
struct DecodingShrinkTests {
    /// A gray JPEG of a size; cheap, as its pixels are all the same.
    private static func jpeg(_ width: Int, _ height: Int) throws -> EncodedImage {
        let gray = Color(red: 90, green: 90, blue: 90)
        let picture = PixelBuffer(size: ImageSize(width: width, height: height), filledWith: gray)
        return try EncodedImage(picture.encoded(as: .jpeg(quality: 50)))
    }

    @Test(
        "the pitch is the largest that leaves enough pixels for the content",
        arguments: [
            (640, 480, ShrinkPolicy.nearest, 1), (1280, 960, .nearest, 2), (1279, 959, .nearest, 2),
            (1270, 960, .nearest, 1), (2560, 100, .nearest, 4), (5200, 5120, .nearest, 8), (11_000, 64, .nearest, 8),
            (1280, 960, .keepTwofold, 1), (2560, 1920, .keepTwofold, 2), (5120, 64, .keepTwofold, 4),
            (5120, 5120, .none, 1),
        ])
    func letterbox(_ width: Int, _ height: Int, _ policy: ShrinkPolicy, _ pitch: Int) throws {
        let specification = InputSpecification(size: ImageSize(width: 640, height: 640))
        let decoded = try Self.jpeg(width, height).decode(for: specification, policy: policy)
        #expect(decoded.pitch == pitch)
        #expect(decoded.pixels.size.width == (width + pitch - 1) / pitch)
        #expect(decoded.pixels.size.height == (height + pitch - 1) / pitch)
        #expect(decoded.header.storedSize == ImageSize(width: width, height: height))
    }

    @Test(
        "both axes decide where the picture is stretched, the tighter one where it is cropped",
        arguments: [(ImageFit.stretch, 1), (.centerCrop, 1), (.letterbox, 4)])
    func otherFits(_ fit: ImageFit, _ pitch: Int) throws {
        var specification = InputSpecification(size: ImageSize(width: 320, height: 320))
        specification.fit = fit
        #expect(try Self.jpeg(1280, 330).decode(for: specification).pitch == pitch)
    }

    @Test("the upright size decides, not the stored one")
    func orientation() throws {
        var bytes = try FixtureFolder.bytes("jpeg-orientation6.jpg")
        let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
        bytes.replaceSubrange(frame + 5..<frame + 9, with: [0, 200, 1, 144])
        var specification = InputSpecification(size: ImageSize(width: 100, height: 200))
        specification.fit = .stretch
        let header = try EncodedImage(bytes).header()
        #expect(header.storedSize == ImageSize(width: 400, height: 200))
        #expect(header.size == ImageSize(width: 200, height: 400))
        // The data still holds 11 × 7 pixels, which libjpeg fills up in gray.
        #expect(try EncodedImage(bytes).decode(for: specification).pitch == 2)
    }

    @Test(
        "other formats are decoded in full",
        arguments: ["png-rgb8.png", "webp-lossy.webp", "gif-plain.gif", "bmp-24.bmp"])
    func otherFormats(_ file: String) throws {
        let specification = InputSpecification(size: ImageSize(width: 2, height: 2))
        let decoded = try EncodedImage(FixtureFolder.bytes(file)).decode(for: specification)
        #expect(decoded.pitch == 1)
        #expect(decoded.pixels.size == decoded.header.storedSize)
    }
}
