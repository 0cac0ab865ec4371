/// What asynchronous jobs need.
package struct JobSettings: Sendable, Hashable {
    /// The SQS queue that a worker takes jobs from.
    package var queueURL: String
    /// The DynamoDB table that keeps their state, with the partition key `id`.
    package var table: String
    /// The bucket that pictures ride in when they are too large for a message, as `bucket` or `bucket/prefix`.
    package var bucket: String?
    /// Seconds that a finished job is kept.
    package var retention = 86_400

    /// Where large pictures and large results lie: under `prefix/`, or under `jobs/` where none is named.
    var folder: FolderAddress? {
        guard let bucket else { return nil }
        let parts = bucket.split(separator: "/", maxSplits: 1)
        guard let name = parts.first else { return nil }
        let prefix = parts.count > 1 ? String(parts[1]) : "jobs"
        return FolderAddress(bucket: String(name), prefix: prefix.hasSuffix("/") ? prefix : prefix + "/")
    }
}
