import AWSClient
import Synchronization

/// Objects in memory, with the failures that a test wants and a list of what was done.
final class MemoryObjects: ObjectStore {
    private struct State {
        var objects: [String: StoredObject] = [:]
        var failures: [String: AWSError] = [:]
        var calls: [String] = []
        var delay = Duration.zero
        var running = 0
        var mostRunning = 0
    }

    private let state = Mutex(State())

    /// What was done, such as `put bucket/key`, in order.
    var calls: [String] { state.withLock(\.calls) }

    /// How many reads there were at the same time.
    var mostRunning: Int { state.withLock(\.mostRunning) }

    /// The keys of a bucket, in order.
    func keys(in bucket: String) -> [String] {
        state.withLock { state in
            state.objects.keys.filter { $0.hasPrefix(bucket + "/") }.map { String($0.dropFirst(bucket.count + 1)) }
                .sorted()
        }
    }

    /// The bytes of an object; `nil` where there is none.
    func bytes(_ name: String) -> [UInt8]? { state.withLock { $0.objects[name]?.bytes } }

    /// Puts an object there.
    func add(_ bytes: [UInt8], as name: String) {
        state.withLock { state in
            state.objects[name] = StoredObject(description: ObjectDescription(byteCount: bytes.count), bytes: bytes)
        }
    }

    /// Makes a call such as `get bucket/key` fail, or succeed again with `nil`.
    func fail(_ call: String, with code: AWSError.Code?) {
        state.withLock { $0.failures[call] = code.map { AWSError($0, "the test wants it") } }
    }

    /// Makes reads last.
    func slow(by delay: Duration) { state.withLock { $0.delay = delay } }

    func get(_ location: ObjectLocation, maximumBytes: Int) async throws -> StoredObject {
        let delay = state.withLock { state in
            state.running += 1
            state.mostRunning = max(state.mostRunning, state.running)
            return state.delay
        }
        defer { state.withLock { $0.running -= 1 } }
        if delay > .zero { try await Task.sleep(for: delay) }
        return try found("get", location)
    }

    func get(_ location: ObjectLocation, range: Range<Int>) async throws -> StoredObject {
        try found("get", location)
    }

    func head(_ location: ObjectLocation) async throws -> ObjectDescription {
        try found("head", location).description
    }

    func put(_ bytes: [UInt8], to location: ObjectLocation, options: PutOptions) async throws -> String? {
        try state.withLock { state in
            let name = "\(location.bucket)/\(location.key)"
            state.calls.append("put \(name)")
            if let failure = state.failures["put \(name)"] { throw failure }
            guard !options.onlyIfAbsent || state.objects[name] == nil else {
                throw AWSError(.conditionFailed, "there is one already")
            }
            let description = ObjectDescription(
                byteCount: bytes.count, contentType: options.contentType, metadata: options.metadata)
            state.objects[name] = StoredObject(description: description, bytes: bytes)
            return nil
        }
    }

    func presignedURL(_ access: PresignedAccess, _ location: ObjectLocation, seconds: Int) async throws -> String {
        "https://\(location.bucket).example/\(location.key)?seconds=\(seconds)"
    }

    func download(
        _ location: ObjectLocation, to path: String, options: DownloadOptions
    ) async throws -> ObjectDescription {
        throw AWSError(.requestFailed, "nobody downloads here")
    }

    private func found(_ call: String, _ location: ObjectLocation) throws -> StoredObject {
        try state.withLock { state in
            let name = "\(location.bucket)/\(location.key)"
            state.calls.append("\(call) \(name)")
            if let failure = state.failures["\(call) \(name)"] { throw failure }
            guard let object = state.objects[name] else { throw AWSError(.notFound, "there is none") }
            return object
        }
    }
}
