package import AWSClient

/// Gets pictures from S3 and from the web.
package struct CloudFetcher: PictureFetcher {
    private let objects: any ObjectStore
    private let policy: URLPolicy

    /// Makes a fetcher; nothing is connected before the first picture is wanted.
    ///
    /// - Parameters:
    ///   - objects: Where `s3://` pictures are.
    ///   - policy: Which web addresses may be fetched.
    package init(objects: any ObjectStore, policy: URLPolicy) {
        self.objects = objects
        self.policy = policy
    }

    /// The bytes of an object of S3.
    ///
    /// - Throws: `AWSError`.
    package func object(_ address: ObjectAddress, maximumBytes: Int) async throws -> [UInt8] {
        let location = try ObjectLocation(bucket: address.bucket, key: address.key, versionID: address.versionID)
        return try await objects.get(location, maximumBytes: maximumBytes).bytes
    }

    /// The bytes at a web address.
    ///
    /// - Throws: ``ServingError``.
    package func address(_ url: String, maximumBytes: Int) async throws -> [UInt8] {
        var limits = FetchLimits()
        limits.maximumBytes = maximumBytes
        return try await WebFetcher(policy: policy, limits: limits).bytes(at: WebAddress(url))
    }
}
