package import AWSClient
import Diagnosis
import FileStaging
import Inference
import Synchronization
import Vision

/// Brings a service's model to this machine, from wherever it is.
package final class ModelStore: Sendable {
    private let objects: any ObjectStore
    private let environment: [String: String]
    private let attempts = Mutex<[ModelOrigin: Task<String, any Error>]>([:])

    /// The largest model that is fetched, in bytes: what Lambda's ephemeral storage can hold.
    private static let maximumBytes = 10 << 30

    /// Makes a store.
    ///
    /// - Parameters:
    ///   - objects: Where `s3://` models are.
    ///   - environment: The environment's variables, of which `LAMBDA_TASK_ROOT` and `TMPDIR` count.
    package init(objects: any ObjectStore, environment: [String: String]) {
        self.objects = objects
        self.environment = environment
    }

    /// The path of a model's file, which is fetched where it is not here yet.
    ///
    /// Whoever asks while it is being fetched, or afterwards, gets the same file; a failed attempt is made anew.
    ///
    /// - Throws: ``ServingError`` with `model-mismatch`, `VisionError`, `AWSError`.
    package func path(of origin: ModelOrigin) async throws -> String {
        let attempt = attempts.withLock { attempts in
            if let attempt = attempts[origin] { return attempt }
            let attempt = Task { try await self.bring(origin) }
            attempts[origin] = attempt
            return attempt
        }
        do {
            return try await attempt.value
        } catch {
            attempts.withLock { attempts in
                if attempts[origin] == attempt { attempts[origin] = nil }
            }
            throw error
        }
    }

    private func bring(_ origin: ModelOrigin) async throws -> String {
        switch origin {
        case .found(let sha256):
            return try await checked(ModelLocation.find(named: nil, folders: folders).path, sha256: sha256)
        case .file(let path, let sha256):
            return try await checked(ModelLocation.find(named: path).path, sha256: sha256)
        case .object(let bucket, let key, let sha256):
            let location = try ObjectLocation(bucket: bucket, key: key)
            return try await RemoteModel(objects: objects, location: location, sha256: sha256)
                .fetched(into: cache, maximumBytes: Self.maximumBytes)
        case .address(let url, let sha256): return try await fetched(url, sha256: sha256)
        }
    }

    /// Layers and images put models here; Lambda's own name for the first is SageMaker's.
    private var folders: [String] {
        ["/opt/ml/model"] + (environment["LAMBDA_TASK_ROOT"].map { [$0, $0 + "/model"] } ?? [])
    }

    /// Where fetched models are kept while this machine lives.
    private var cache: String { (environment["TMPDIR"] ?? "/tmp") + "/apus-models" }

    /// The path of a file that is here already, once its digest was compared with the one that was named.
    private func checked(_ path: String, sha256: String?) async throws -> String {
        guard let sha256 else { return path }
        let digest = try await ModelDigest(ofFileAt: { path }).text()
        guard digest == sha256 else { throw Self.mismatch(Diagnosis.excerpt(path), sha256: sha256, found: digest) }
        return path
    }

    private static func mismatch(_ place: String, sha256: String, found digest: String) -> ServingError {
        ServingError(
            .modelMismatch, "the model at \(place) is not the one that was asked for",
            expected: "SHA-256 \(sha256)", found: digest, advice: "set MODEL_SHA256 to the new model's digest")
    }

    private func fetched(_ url: String, sha256: String) async throws -> String {
        let address = try WebAddress(url)
        let path = "\(cache)/\(sha256)/\(address.path.split(separator: "/").last ?? "model.onnx")"
        if Folder.contains(path) { return path }
        var limits = FetchLimits()
        limits.maximumBytes = 2 << 30
        limits.duration = .seconds(600)
        let bytes = try await WebFetcher(policy: .public, limits: limits).bytes(at: address)
        let digest = bytes.withUnsafeBytes { ContentDigest.text(of: $0) }
        guard digest == sha256 else { throw Self.mismatch("\(address)", sha256: sha256, found: digest) }
        try Folder.make(Folder.parent(of: path))
        let staged = try Folder.stage(path)
        try staged.append(bytes)
        try staged.commit()
        return path
    }
}
