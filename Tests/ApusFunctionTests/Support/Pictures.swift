import Imaging
import JSONText

/// Pictures that the tests send.
enum Pictures {
    /// 128 × 96 pixels of one colour, in which the fixture detector finds six objects surer than 0.5.
    static let png = encoded(.png)
    /// The same as JPEG.
    static let jpeg = encoded(.jpeg(quality: 85))
    /// The same as base64.
    static let base64 = String(decoding: Base64.encode(png), as: UTF8.self)
    /// How many objects the fixture detector finds in them.
    static let detectionCount = 6

    /// A picture of one colour.
    static func encoded(_ encoding: ImageEncoding, width: Int = 128, height: Int = 96) -> [UInt8] {
        let size = ImageSize(width: width, height: height)
        let picture = PixelBuffer(size: size, filledWith: Color(red: 90, green: 120, blue: 60))
        return (try? picture.encoded(as: encoding)) ?? []
    }

    /// A request with the picture in base64, and more members.
    static func request(_ members: String = "") -> String {
        #"{"image_data": "\#(base64)"\#(members.isEmpty ? "" : ", " + members)}"#
    }

    /// What is at the beginning of bytes: `image/png` and so on; `nil` for no known picture.
    static func mediaType(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xD8]) { return "image/jpeg" }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        return bytes.starts(with: Array("RIFF".utf8)) ? "image/webp" : nil
    }
}
