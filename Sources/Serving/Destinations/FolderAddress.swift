/// A bucket and what the keys in it begin with.
package struct FolderAddress: Sendable, Hashable {
    /// The bucket's name.
    package var bucket: String
    /// The beginning of the keys; empty for the whole bucket.
    package var prefix: String

    /// Names a folder.
    package init(bucket: String, prefix: String) {
        self.bucket = bucket
        self.prefix = prefix
    }

    /// Whether an object lies in this folder.
    func contains(bucket: String, key: String) -> Bool {
        bucket == self.bucket && key.hasPrefix(prefix)
    }
}
