/// One picture of a request, as the request tells it.
struct PictureInput: Sendable {
    /// What the answer calls the picture.
    var name: String?
    /// Where its bytes are.
    var origin: Origin

    enum Origin: Sendable {
        /// The encoded picture itself, or pixels without a shape where the model's input has exactly that size.
        case bytes([UInt8])
        /// Text that is no picture and is base64 of none: pixels, where the model's input has exactly the size of one of
        /// the two.
        case base64([UInt8], text: [UInt8])
        /// Pixels: rows from the top, `height × width × channels` bytes.
        case pixels([UInt8], PixelShape)
        /// A web address.
        case address(String)
        /// An object of S3.
        case object(ObjectAddress)
    }
}

/// The shape of raw pixels, `[height, width, channels]`.
struct PixelShape: Sendable, Hashable {
    var height: Int
    var width: Int
    /// 1, 3 or 4.
    var channels: Int
}

/// An object of S3, in one of its versions where that is named.
package struct ObjectAddress: Sendable, Hashable {
    /// The bucket's name.
    package var bucket: String
    /// The object's key, decoded.
    package var key: String
    /// The version, where the sender named one.
    package var versionID: String?

    /// Names an object; an empty version is none.
    package init(bucket: String, key: String, versionID: String? = nil) {
        self.bucket = bucket
        self.key = key
        self.versionID = versionID.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The last part of the key, which people take for the file's name.
    var name: String? {
        key.split(separator: "/").last.map(String.init)
    }
}
