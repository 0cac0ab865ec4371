extension S3 {
    /// A request for an object, or for a part of it.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - location: Which object.
    ///   - range: The offsets of a part.
    ///   - body: What to write.
    /// - Returns: The request, not signed yet.
    /// - Throws: `endpoint-invalid`, `region-not-found`.
    func request(
        _ method: AWSRequest.Method, _ location: ObjectLocation, range: Range<Int>? = nil, body: [UInt8] = []
    ) throws(AWSError) -> AWSRequest {
        let configuration = client.configuration
        let endpoint = try configuration.endpoint(of: .s3, in: configuration.region)
        let key = "/" + URIEncoding.path(location.key)
        let isInHost = try configuration.override(of: .s3) == nil && Self.isLabel(location.bucket)
        var request = AWSRequest(
            method, .s3, at: isInHost ? endpoint.withLabel(location.bucket) : endpoint,
            path: isInHost ? key : "/" + URIEncoding.component(location.bucket) + key, body: body)
        if let version = location.versionID { request.query = [("versionId", version)] }
        if let range { request.headers = [("range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")] }
        return request
    }

    /// Whether a bucket's name may stand before the host: a name with dots would not fit S3's certificate, and old
    /// names have characters that no host has.
    private static func isLabel(_ bucket: String) -> Bool {
        bucket.utf8.count <= 63 && !bucket.hasPrefix("-") && !bucket.hasSuffix("-")
            && bucket.utf8.allSatisfy {
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                    || $0 == UInt8(ascii: "-")
            }
    }
}
