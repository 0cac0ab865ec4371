/// An object in a bucket, as far as the sender names it.
package struct ObjectReference: Sendable, Hashable {
    /// The bucket's name.
    ///
    /// A sender may put the ARN of an access point here, which nothing reads from: objects are asked for by the bucket's
    /// own name.
    package var bucket: String
    /// The key, decoded.
    package var key: String
    /// The version, in buckets that keep versions.
    package var versionID: String?
    /// The entity tag, without quotes.
    package var eTag: String?
    /// The size, in bytes.
    package var size: Int?

    /// Makes a reference.
    package init(bucket: String, key: String, versionID: String? = nil, eTag: String? = nil, size: Int? = nil) {
        self.bucket = bucket
        self.key = key
        self.versionID = versionID
        self.eTag = eTag
        self.size = size
    }
}
