import Imaging
import Testing

@Suite("Pictures are written as JPEG, PNG and WebP")
struct EncodingTests {
    private static let picture = PixelBuffer(size: ImageSize(width: 61, height: 33)) { buffer in
        for index in buffer.indices {
            let (pixel, channel) = index.quotientAndRemainder(dividingBy: 3)
            buffer[index] = UInt8(pixel % 61 * 3 + pixel / 61 * channel)
        }
    }

    @Test(
        "what is written is read again as the same format, within what its quality allows",
        arguments: [
            (ImageEncoding.png, ImageKind.png, 0), (.jpeg(quality: 95), .jpeg, 24), (.jpeg(quality: 1), .jpeg, 255),
            (.webp(quality: 100), .webp, 24), (.webp(quality: 0), .webp, 255),
        ])
    func roundTrip(_ encoding: ImageEncoding, _ kind: ImageKind, _ tolerance: Int) throws {
        let image = try EncodedImage(Self.picture.encoded(as: encoding))
        let decoded = try image.decode().pixels
        #expect(image.kind == kind)
        #expect(encoding.kind == kind)
        #expect(decoded.size == Self.picture.size)
        #expect(try #require(decoded.largestDifference(to: Self.picture.bytes)) <= tolerance)
    }

    @Test("a higher quality takes more bytes")
    func quality() throws {
        for encoding in [ImageEncoding.jpeg(quality:), ImageEncoding.webp(quality:)] {
            let sizes = try [10, 50, 95].map { try Self.picture.encoded(as: encoding($0)).count }
            #expect(sizes == sizes.sorted())
            #expect(Set(sizes).count == 3)
        }
    }

    @Test(
        "a quality that the format does not have is refused",
        arguments: [ImageEncoding.jpeg(quality: 0), .jpeg(quality: 101), .webp(quality: -1), .webp(quality: 101)])
    func badQuality(_ encoding: ImageEncoding) {
        let error = #expect(throws: ImagingError.self) { try Self.picture.encoded(as: encoding) }
        #expect(error?.code == .encodingFailed)
    }

    @Test(
        "a side that the format does not have is refused",
        arguments: [(ImageEncoding.jpeg(quality: 90), 65_501), (.webp(quality: 90), 16_384)])
    func tooLarge(_ encoding: ImageEncoding, _ side: Int) throws {
        let black = Color(red: 0, green: 0, blue: 0)
        for size in [ImageSize(width: side, height: 1), ImageSize(width: 1, height: side)] {
            let picture = PixelBuffer(size: size, filledWith: black)
            let error = #expect(throws: ImagingError.self) { try picture.encoded(as: encoding) }
            #expect(error?.code == .encodingFailed)
        }
        let fitting = PixelBuffer(size: ImageSize(width: 1, height: side - 1), filledWith: black)
        #expect(try EncodedImage(fitting.encoded(as: encoding)).header().size == fitting.size)
    }

    @Test(
        "a path extension names the form, and the form its extension and media type",
        arguments: [
            ("jpg", ImageEncoding.jpeg(quality: 80), "jpg", "image/jpeg"),
            ("JPEG", .jpeg(quality: 80), "jpg", "image/jpeg"),
            ("png", .png, "png", "image/png"), ("webp", .webp(quality: 80), "webp", "image/webp"),
        ])
    func matching(_ given: String, _ encoding: ImageEncoding, _ pathExtension: String, _ mediaType: String) throws {
        #expect(ImageEncoding.matching(pathExtension: given, quality: 80) == encoding)
        #expect(encoding.pathExtension == pathExtension)
        #expect(encoding.mediaType == mediaType)
        #expect(ImageEncoding.matching(pathExtension: "gif") == nil)
    }
}
