package import AWSClient

/// What of jobs is too large for messages and items: requests with large pictures, and large results.
///
/// Nothing is deleted here, for a message may come twice and both times needs its request: a lifecycle rule of the
/// bucket does that, a day or more after ``JobSettings/retention``.
package struct JobBucket: Sendable {
    private let objects: any ObjectStore
    private let folder: FolderAddress

    /// Keeps objects in a folder of a bucket.
    package init(_ objects: any ObjectStore, folder: FolderAddress) {
        self.objects = objects
        self.folder = folder
    }

    /// What of a job an object holds.
    enum Part: String {
        /// The body of the request, as it came.
        case request
        /// The document of the result.
        case result = "result.json"
    }

    /// Writes a part of a job.
    ///
    /// - Throws: `AWSError`.
    func put(_ bytes: [UInt8], as part: Part, of id: String) async throws {
        let type = part == .result ? "application/json" : "application/octet-stream"
        try await objects.put(bytes, to: location(part, id), options: PutOptions(contentType: type))
    }

    /// Reads a part of a job.
    ///
    /// - Throws: `AWSError`, such as `aws-not-found`.
    func get(_ part: Part, of id: String, maximumBytes: Int) async throws -> [UInt8] {
        try await objects.get(location(part, id), maximumBytes: maximumBytes).bytes
    }

    /// An address where anybody who has it can read a part of a job for a quarter of an hour.
    ///
    /// - Throws: `AWSError`.
    func url(of part: Part, of id: String) async throws -> String {
        try await objects.presignedURL(.get, location(part, id), seconds: 900)
    }

    private func location(_ part: Part, _ id: String) throws(AWSError) -> ObjectLocation {
        try ObjectLocation(bucket: folder.bucket, key: "\(folder.prefix)\(id)/\(part.rawValue)")
    }
}
