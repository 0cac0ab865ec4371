import Diagnosis

/// Which object: a bucket and a key, and a version where not the newest is meant.
package struct ObjectLocation: Sendable, Hashable {
    /// The bucket's name.
    package let bucket: String
    /// The key, as it is, not encoded.
    package let key: String
    /// The version's id, or `nil` for the newest.
    package let versionID: String?

    /// Takes names that S3 could have.
    ///
    /// - Parameters:
    ///   - bucket: 3 to 63 letters, digits, dots, hyphens and, in old names, underscores.
    ///   - key: 1 to 1,024 bytes of UTF-8.
    ///   - versionID: The version's id.
    /// - Throws: `aws-name-invalid`.
    package init(bucket: String, key: String, versionID: String? = nil) throws(AWSError) {
        // The name becomes part of a host or path, so it must not be able to name another one.
        let isPlain = bucket.utf8.allSatisfy { URIEncoding.isUnreserved($0) && $0 != UInt8(ascii: "~") }
        guard isPlain, 3...255 ~= bucket.utf8.count, bucket.contains(where: { $0 != "." }) else {
            throw AWSError(
                .nameInvalid, "no bucket can have this name", expected: "3 to 63 letters, digits, dots and hyphens",
                found: Diagnosis.excerpt(bucket, limit: 80))
        }
        guard 1...1_024 ~= key.utf8.count else {
            throw AWSError(
                .nameInvalid, "no object can have this key", expected: "1 to 1024 bytes",
                found: "\(key.utf8.count) bytes")
        }
        (self.bucket, self.key, self.versionID) = (bucket, key, versionID)
    }

    /// Reads `s3://bucket/key`; the key is taken as it is, with all that other URLs would encode.
    ///
    /// - Throws: `aws-name-invalid`.
    package init(url: String) throws(AWSError) {
        let scheme = "s3://"
        guard url.lowercased().hasPrefix(scheme) else {
            throw AWSError(
                .nameInvalid, "this is no address of an object", expected: "s3://bucket/key",
                found: Diagnosis.excerpt(String(url.prefix { $0 != "?" }), limit: 80))
        }
        let rest = url.dropFirst(scheme.count)
        let bucket = rest.prefix { $0 != "/" }
        try self.init(bucket: String(bucket), key: String(rest.dropFirst(bucket.count + 1)))
    }
}

extension ObjectLocation: CustomStringConvertible {
    /// The location as `s3://bucket/key`, escaped and cut.
    package var description: String { Diagnosis.excerpt("s3://\(bucket)/\(key)") }
}
