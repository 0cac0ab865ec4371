import AWSClient
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Objects in memory, with the failures that a test wants and a list of what was done.
final class MemoryObjects: ObjectStore {
    private struct State {
        var objects: [String: StoredObject] = [:]
        var failures: [String: AWSError] = [:]
        var calls: [String] = []
        var changes: [String: [@Sendable () -> Void]] = [:]
        var revision = 0
        var delay = Duration.zero
        var running = 0
        var mostRunning = 0

        mutating func set(
            _ bytes: [UInt8], _ name: String, metadata: [String: String], contentType: String? = nil
        ) {
            revision += 1
            let description = ObjectDescription(
                byteCount: bytes.count, etag: "\"\(revision)\"", contentType: contentType, metadata: metadata)
            objects[name] = StoredObject(description: description, bytes: bytes)
        }
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

    /// The notes of an object.
    func metadata(_ name: String) -> [String: String] {
        state.withLock { $0.objects[name]?.description.metadata ?? [:] }
    }

    /// Puts an object there.
    func add(_ bytes: [UInt8], as name: String, metadata: [String: String] = [:]) {
        state.withLock { $0.set(bytes, name, metadata: metadata) }
    }

    /// Does one thing after each call such as `head bucket/key`.
    func after(_ call: String, _ changes: [@Sendable () -> Void]) {
        state.withLock { $0.changes[call] = changes }
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
        let description = try found("head", location).description
        let call = "head \(location.bucket)/\(location.key)"
        let change = state.withLock { state -> (@Sendable () -> Void)? in
            state.changes[call]?.isEmpty == false ? state.changes[call]?.removeFirst() : nil
        }
        change?()
        return description
    }

    func put(_ bytes: [UInt8], to location: ObjectLocation, options: PutOptions) async throws -> String? {
        try state.withLock { state in
            let name = "\(location.bucket)/\(location.key)"
            state.calls.append("put \(name)")
            if let failure = state.failures["put \(name)"] { throw failure }
            guard !options.onlyIfAbsent || state.objects[name] == nil else {
                throw AWSError(.conditionFailed, "there is one already")
            }
            if let etag = options.onlyIfMatching, state.objects[name]?.description.etag != etag {
                throw AWSError(.conditionFailed, "it is another one")
            }
            state.set(bytes, name, metadata: options.metadata, contentType: options.contentType)
            return state.objects[name]?.description.etag
        }
    }

    func presignedURL(_ access: PresignedAccess, _ location: ObjectLocation, seconds: Int) async throws -> String {
        "https://\(location.bucket).example/\(location.key)?seconds=\(seconds)"
    }

    func download(
        _ location: ObjectLocation, to path: String, options: DownloadOptions
    ) async throws -> ObjectDescription {
        let object = try await get(location, maximumBytes: options.maximumBytes)
        try Data(object.bytes).write(to: URL(filePath: path))
        return object.description
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
