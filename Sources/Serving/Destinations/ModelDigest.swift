import Inference
import Synchronization

/// The SHA-256 of the model's file, so that a result can tell which model it is of.
///
/// It is computed when the first result is to be remembered, once, on a thread of its own and from the pages that the
/// model was loaded from: a function that only answers requests never computes it. Name and size would be cheaper, and
/// the same for another training of the same network.
package final class ModelDigest: Sendable {
    private let compute: @Sendable () async throws -> String
    private let attempt = Mutex<Task<String, any Error>?>(nil)

    /// Takes a digest that is known, such as the one that a model was downloaded with.
    ///
    /// - Parameter sha256: 64 hexadecimal digits.
    package init(sha256: String) {
        compute = { sha256 }
    }

    /// Computes the digest of a file when it is asked for.
    ///
    /// - Parameter path: Gives the model's path, as soon as the file is there.
    package init(ofFileAt path: @escaping @Sendable () async throws -> String) {
        compute = {
            let path = try await path()
            return try await ComputeThreads.run {
                try MappedFile(path: path).withBytes { ContentDigest.text(of: $0) }
            }
        }
    }

    /// The digest, as 64 hexadecimal digits; a failed attempt is made anew.
    ///
    /// - Throws: `InferenceError` where the file cannot be read; what giving its path throws.
    package func text() async throws -> String {
        let task = attempt.withLock { attempt in
            if let attempt { return attempt }
            let task = Task { try await self.compute() }
            attempt = task
            return task
        }
        do {
            return try await task.value
        } catch {
            attempt.withLock { $0 = nil }
            throw error
        }
    }
}
