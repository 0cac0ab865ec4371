/// Reading `s3://bucket/key`.
enum S3Address {
    /// Bucket and key of an address, `nil` for one that is none, also where a name and password stand before the bucket;
    /// the key may be empty.
    static func parts(of address: String) -> (bucket: String, key: String)? {
        guard address.hasPrefix("s3://") else { return nil }
        let rest = address.dropFirst("s3://".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let bucket = rest[..<slash]
        guard !bucket.isEmpty, !bucket.utf8.contains(UInt8(ascii: "@")) else { return nil }
        return (String(bucket), String(rest[slash...].dropFirst()))
    }
}
