import AWSClient
import Crypto
import Diagnosis
import JSONText
import Synchronization
import TestSupport
import Testing

@Suite("Downloads in parts", .enabled(if: FaultyServer.isAvailable, FaultyServer.requirement))
struct DownloadTests {
    /// What the server has: `bytes(range(256)) * 40`.
    private static let content = (0..<10_240).map { UInt8(truncatingIfNeeded: $0) }
    private static let digest = SHA256.hash(data: content).map { byte in
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()

    private let folder: TemporaryFolder
    private let store = S3(FaultyServer.client())

    init() throws { folder = try TemporaryFolder() }

    private func options(_ sha256: String? = nil, partBytes: Int = 1_000) -> DownloadOptions {
        var options = DownloadOptions(maximumBytes: 10_240, sha256: sha256)
        options.partBytes = partBytes
        options.parallelParts = 3
        return options
    }

    private func download(_ kind: String, _ options: DownloadOptions) async throws -> ObjectDescription {
        try await store.download(
            try FaultyServer.object("ranged/\(kind)/\(UInt64.random(in: .min ... .max))"), to: "\(folder.path)/model",
            options: options)
    }

    @Test("parts of every size make the whole", arguments: [1_000, 1_024, 10_239, 10_240, 10_241, 8 << 20, 499])
    func whole(_ partBytes: Int) async throws {
        let description = try await download("good", options(Self.digest.uppercased(), partBytes: partBytes))
        #expect(description.byteCount == 10_240)
        #expect(try folder.bytes("model") == Self.content)
        #expect(try folder.names() == ["model"])
    }

    @Test("a part that breaks off comes again, and the rest does not")
    func brokenPart() async throws {
        _ = try await download("cuts", options(Self.digest))
        #expect(try folder.bytes("model") == Self.content)
    }

    @Test("progress rises part by part to the whole")
    func progress() async throws {
        let seen = Mutex<[Int]>([])
        var options = options()
        options.progress = { received, total in
            seen.withLock { $0.append(received) }
            #expect(total == 10_240)
        }
        _ = try await download("good", options)
        let counts = seen.withLock { $0 }
        #expect(counts.count == 11)
        #expect(counts == counts.sorted())
        #expect(counts.last == 10_240)
    }

    @Test("an empty object is an empty file")
    func empty() async throws {
        let none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(try await download("empty", options(none)).byteCount == 0)
        #expect(try folder.bytes("model").isEmpty)
    }

    @Test(
        "what is not the object leaves nothing behind, and the old file as it was",
        arguments: [
            ("corrupts", AWSError.Code.digestMismatch), ("changes", .objectChanged), ("shifts", .responseInvalid),
            ("garbles", .responseInvalid), ("whole", .responseInvalid), ("empty", .digestMismatch),
        ])
    func refused(_ kind: String, _ code: AWSError.Code) async throws {
        try folder.write("old", to: "model")
        _ = await failure(code) { _ = try await download(kind, options(Self.digest)) }
        #expect(try folder.names() == ["model"])
        #expect(try folder.bytes("model") == Array("old".utf8))
    }

    @Test("an object that is too large is refused before it is fetched")
    func tooLarge() async throws {
        var options = options()
        options.maximumBytes = 10_239
        let error = await failure(.objectTooLarge) { _ = try await download("good", options) }
        #expect(error?.diagnosis.found == "10240 bytes")
        #expect(try folder.names() == [])
    }

    @Test("a file that cannot be written is an error at once")
    func unwritable() async throws {
        _ = await failure(.fileUnwritable) {
            _ = try await store.download(
                try FaultyServer.object("ranged/good/u"), to: "\(folder.path)/absent/model", options: options())
        }
        #expect(FaultyServer.count("/bucket/ranged/good/u") == 0)
    }

    @Test("a cancelled download leaves nothing behind")
    func cancelled() async throws {
        let task = Task {
            try await store.download(
                try FaultyServer.object("hangs/download"), to: "\(folder.path)/model", options: options())
        }
        while FaultyServer.count("/bucket/hangs/download") == 0 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try folder.names() == [])
    }
}

@Suite("Downloads from moto", .enabled(if: MotoServer.isAvailable, Moto.requirement))
struct MotoDownloadTests {
    @Test("a large object arrives whole, in any number of parts at a time", arguments: [1, 4, 16])
    func large(_ parallelParts: Int) async throws {
        let bucket = "large-\(UInt32.random(in: .min ... .max))"
        try Moto.call("s3", "create_bucket", #"{"Bucket": "\#(bucket)"}"#)
        let store = S3(try Moto.client())
        let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 / 251 ^ $0) }
        let location = try ObjectLocation(bucket: bucket, key: "model.onnx")
        try await store.put(bytes, to: location, options: PutOptions())
        let folder = try TemporaryFolder()
        var options = DownloadOptions(maximumBytes: 1 << 30)
        options.partBytes = 200_000
        options.parallelParts = parallelParts
        let description = try await store.download(location, to: "\(folder.path)/m", options: options)
        #expect(description.byteCount == bytes.count)
        #expect(try folder.bytes("m") == bytes)
        try await store.put([], to: location, options: PutOptions())
        #expect(try await store.download(location, to: "\(folder.path)/m", options: options).byteCount == 0)
        #expect(try folder.bytes("m") == [])
    }
}
