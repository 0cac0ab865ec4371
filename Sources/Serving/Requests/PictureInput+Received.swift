import Imaging
import JSONText

extension PictureInput.Origin {
    /// What came as the bytes of a picture, in a body or in a form's field: perhaps as base64 that nobody calls so, for
    /// test consoles and some senders carry nothing but text.
    ///
    /// Bytes that begin as a picture does are looked at no further.
    init(received bytes: [UInt8]) {
        guard !bytes.beginLikePicture, let decoded = try? Base64.decode(bytes, maximumBytes: bytes.count) else {
            self = .bytes(bytes)
            return
        }
        self = decoded.beginLikePicture ? .bytes(decoded) : .base64(decoded, text: bytes)
    }

    /// Whether this is the beginning of a picture, be it of a format that is not read.
    var isPicture: Bool {
        if case .bytes(let bytes) = self { bytes.beginLikePicture } else { false }
    }
}

extension [UInt8] {
    fileprivate var beginLikePicture: Bool {
        do throws(ImagingError) {
            _ = try EncodedImage(self)
            return true
        } catch {
            return error.code == .imageUnsupported
        }
    }
}
