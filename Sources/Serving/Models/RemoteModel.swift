import AWSClient
import Inference
import Vision

/// A model in S3, with the files that may lie beside it: its manifest, and its prepared form.
struct RemoteModel: Sendable {
    let objects: any ObjectStore
    let location: ObjectLocation
    /// The digest that the model must have, where one was named.
    let sha256: String?

    /// Fetches what is not here yet.
    ///
    /// - Parameters:
    ///   - cache: The folder that models are kept in, each version in a folder of its own.
    ///   - maximumBytes: The largest model that is fetched.
    /// - Returns: The model's path.
    /// - Throws: `AWSError`, such as `digest-mismatch`.
    func fetched(into cache: String, maximumBytes: Int) async throws -> String {
        let description = try await objects.head(location)
        let version = sha256 ?? ContentDigest.text("\(location)", description.etag ?? "")
        let folder = "\(cache)/\(version)"
        let path = "\(folder)/\(location.key.split(separator: "/").last ?? "model.onnx")"
        if Folder.contains(path) { return path }
        try Folder.make(folder)
        // What lies beside comes first: once the model is there, everything is.
        async let manifest: Void = fetchIfThere(ManifestFile.path(forModel: location.key), into: folder)
        async let prepared: Void = fetchPrepared(into: folder)
        // Other processes of this machine may fetch the same model.
        let staged = "\(path).\(RandomName.make()).part"
        let options = DownloadOptions(maximumBytes: maximumBytes, sha256: sha256)
        try await objects.download(location, to: staged, options: options)
        _ = try await (manifest, prepared)
        try Folder.rename(staged, to: path)
        return path
    }

    /// Fetches the prepared form, which the engine runs in the model's place; a digest that was named is the model's own,
    /// and nothing else runs then.
    private func fetchPrepared(into folder: String) async throws {
        guard sha256 == nil else { return }
        try await fetchIfThere(PreparedModel.path(forModel: location.key), into: folder)
    }

    /// S3 says of an object that is not there that access is denied, to whom may not list the bucket.
    private func fetchIfThere(_ key: String, into folder: String) async throws {
        guard let location = try? ObjectLocation(bucket: location.bucket, key: key) else { return }
        let path = "\(folder)/\(key.split(separator: "/").last ?? "")"
        do {
            try await objects.download(location, to: path, options: DownloadOptions(maximumBytes: 4 << 30))
        } catch let error as AWSError where error.code == .notFound || error.code == .accessDenied {
            return
        }
    }
}
