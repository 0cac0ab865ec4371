import Diagnosis
import Imaging
import Testing

@Suite("Formats are told from bytes, and limits are checked before pixels")
struct DecodingLimitsTests {
    @Test(
        "the kind comes from the bytes",
        arguments: [
            ("jpeg-420.jpg", ImageKind.jpeg), ("png-rgb8.png", .png), ("webp-lossy.webp", .webp),
            ("gif-plain.gif", .gif), ("bmp-24.bmp", .bmp),
        ])
    func kind(_ file: String, _ kind: ImageKind) throws {
        #expect(try EncodedImage(FixtureFolder.bytes(file)).kind == kind)
    }

    @Test("no bytes at all are an error of their own")
    func empty() {
        let error = #expect(throws: ImagingError.self) { try EncodedImage([]) }
        #expect(error?.code == .imageEmpty)
    }

    @Test(
        "a known format that is not read is refused by name, with a command that converts",
        arguments: [
            ("\0\0\0\u{18}ftypheic\0\0\0\0", "HEIC", "heif-convert"), ("\0\0\0\u{18}ftypmif1", "HEIC", "heif-convert"),
            ("\0\0\0\u{18}ftypavif", "AVIF", "avifdec"), ("II*\0\u{8}\0\0\0", "TIFF", "magick"),
            ("MM\0*\0\0\0\u{8}", "TIFF", "magick"), ("\0\0\0\u{C}jP  \r\n", "JPEG 2000", "magick"),
            ("\0\0\0\u{C}JXL \r\n", "JPEG XL", "djxl"), ("\0\0\u{1}\0\u{1}\0", "ICO", "magick"),
            ("8BPS\0\u{1}", "PSD", "magick"), ("%PDF-1.7", "PDF", "pdftoppm"),
            ("<?xml version='1.0'?><svg width='1'/>", "SVG", "rsvg-convert"),
        ])
    func foreignFormat(_ text: String, _ name: String, _ command: String) throws {
        let error = try #require(throws: ImagingError.self) { try EncodedImage(Array(text.utf8)) }
        #expect(error.code == .imageUnsupported)
        #expect(error.diagnosis.what == "\(name) is not supported")
        #expect(error.diagnosis.advice?.contains(command) == true)
    }

    @Test(
        "bytes that are no image are refused with what they look like",
        arguments: [
            ("  <!DOCTYPE html><html>", "an HTML page"), ("<?xml version=\"1.0\"?><Error>", "an XML document"),
            ("/9j/4AAQSkZJRgABAQ", "base64 text"), ("data:image/png;base64,iVBOR", "base64 text"),
            ("{\"message\":\"no\"}", "JSON text"), ("--boundary\r\nContent-Disposition:", "a multipart form"),
            ("PK\u{3}\u{4}\0", "a ZIP archive"), ("\0\0\0\u{18}ftypisom", "a video"), ("BMW is a car maker", "text"),
            ("\u{1}\u{2}\u{3}", "3 bytes that begin with 01 02 03"),
        ])
    func unrecognized(_ text: String, _ guess: String) throws {
        let error = try #require(throws: ImagingError.self) { try EncodedImage(Array(text.utf8)) }
        #expect(error.code == .imageUnrecognized)
        #expect(error.diagnosis.found == guess)
    }

    @Test(
        "a picture beyond any limit is refused, and one within all is not",
        arguments: [
            (DecodeLimits(maximumBytes: 100), true), (DecodeLimits(maximumPixels: 76), true),
            (DecodeLimits(maximumSide: 10), true), (DecodeLimits(maximumPixels: 77, maximumSide: 11), false),
            (DecodeLimits(maximumBytes: .max, maximumPixels: .max, maximumSide: .max), false),
        ], ["jpeg-420.jpg", "png-rgb8.png", "webp-lossy.webp", "gif-pillow.gif", "bmp-24.bmp"])
    func limits(_ limit: (limits: DecodeLimits, isPassed: Bool), _ file: String) throws {
        let image = try EncodedImage(FixtureFolder.bytes(file))
        guard limit.isPassed else {
            #expect(try image.decode(limits: limit.limits).pixels.size == ImageSize(width: 11, height: 7))
            return
        }
        for read in [{ _ = try image.header(limits: limit.limits) }, { _ = try image.decode(limits: limit.limits) }] {
            let error = #expect(throws: ImagingError.self, performing: read)
            #expect(error?.code == .imageTooLarge)
        }
    }
}
