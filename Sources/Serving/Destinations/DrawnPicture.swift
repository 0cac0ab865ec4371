import JSONText

/// The drawn picture of an answer.
struct DrawnPicture: Sendable {
    /// The media type, such as `image/jpeg`.
    let type: String
    /// The encoded picture.
    let bytes: [UInt8]

    /// The members of an answer in which it lies.
    static let members = (picture: "annotated_image", type: "annotated_type")

    /// Takes the picture out of an answer; `nil` where there is none.
    ///
    /// - Throws: `JSONError` where it is no base64.
    init?(_ answer: JSONValue) throws(JSONError) {
        guard let picture = answer[Self.members.picture], let type = answer[Self.members.type]?.string else {
            return nil
        }
        self.type = type
        bytes = try picture.base64Decoded(maximumBytes: picture.text.count)
    }

    /// The end of a file's name.
    var pathExtension: String {
        type == "image/jpeg" ? "jpg" : String(type.split(separator: "/").last ?? "")
    }
}
