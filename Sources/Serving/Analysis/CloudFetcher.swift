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
    /// - Throws: ``NamedObjectError`` where the caller can do something about it, else `AWSError`.
    package func object(_ address: ObjectAddress, maximumBytes: Int) async throws -> [UInt8] {
        let location: ObjectLocation
        do throws(AWSError) {
            location = try ObjectLocation(bucket: address.bucket, key: address.key, versionID: address.versionID)
        } catch {
            throw NamedObjectError(name: error)
        }
        do {
            return try await objects.get(location, maximumBytes: maximumBytes).bytes
        } catch let error as AWSError {
            guard let known = NamedObjectError(error, location, maximumBytes: maximumBytes) else { throw error }
            throw known
        }
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
