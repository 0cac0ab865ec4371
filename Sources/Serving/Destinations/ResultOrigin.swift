import JSONText
import LambdaEvents

/// What a result is a result of.
enum ResultOrigin: Sendable, Hashable {
    /// An object, and what orders the changes of it.
    case object(ObjectReference, sequencer: String?)
    /// A message or record, under the name that is the same in each delivery of it.
    case message(String)

    /// What results of it are called: the object's key, or the message's name.
    var name: String {
        switch self {
        case .object(let object, _): object.key
        case .message(let name): name
        }
    }

    /// The bucket, where it is an object.
    var bucket: String? {
        switch self {
        case .object(let object, _): object.bucket
        case .message: nil
        }
    }

    /// One text for it, whatever it is.
    var address: String { bucket.map { "s3://\($0)/\(name)" } ?? name }

    /// Which of the contents that an object has in its life, or `nil` where the sender does not tell; messages have one.
    var version: String? {
        switch self {
        case .object(let object, _): object.versionID ?? object.eTag
        case .message: ""
        }
    }

    /// Orders the changes of an object: of two, the later one's is larger as text.
    ///
    /// Source: "Event message structure" in the Amazon S3 User Guide, which pads the shorter of two with zeros.
    var order: String? {
        guard case .object(_, let sequencer?) = self, sequencer.utf8.count <= Self.orderLength,
            sequencer.utf8.allSatisfy(URLCharacters.isHexadecimal)
        else { return nil }
        return sequencer.uppercased() + String(repeating: "0", count: Self.orderLength - sequencer.utf8.count)
    }

    private static let orderLength = 40

    /// Writes what a result says of its source.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .message(let name): writer.member("message_id", name)
            case .object(let object, _):
                writer.member("bucket", object.bucket)
                writer.member("key", object.key)
                if let version = object.versionID { writer.member("version_id", version) }
                if let tag = object.eTag { writer.member("etag", tag) }
            }
        }
    }
}
