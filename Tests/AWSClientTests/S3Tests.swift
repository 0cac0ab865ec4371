import AWSClient
import AsyncHTTPClient
import Diagnosis
import JSONText
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@Suite("S3", .enabled(if: MotoServer.isAvailable, Moto.requirement))
struct S3Tests {
    private let store: S3
    private let bucket: String

    init() throws {
        store = S3(try Moto.client())
        bucket = "bucket-\(UInt32.random(in: .min ... .max))"
        try Moto.call("s3", "create_bucket", #"{"Bucket": "\#(bucket)"}"#)
    }

    private func location(_ key: String) throws -> ObjectLocation { try ObjectLocation(bucket: bucket, key: key) }

    @Test("an object comes back as it was written, with type and notes")
    func roundTrip() async throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let options = PutOptions(contentType: "image/jpeg", metadata: ["Model-Digest": "sha256:1", "a": "  b  c "])
        let etag = try await store.put(bytes, to: try location("a/b c"), options: options)
        let object = try await store.get(try location("a/b c"), maximumBytes: bytes.count)
        #expect(object.bytes == bytes)
        #expect(object.description.byteCount == bytes.count)
        #expect(object.description.contentType == "image/jpeg")
        #expect(object.description.metadata["model-digest"] == "sha256:1")
        #expect(object.description.etag == etag)
        #expect(try await store.head(try location("a/b c")) == object.description)
        _ = await failure(.objectTooLarge) {
            _ = try await store.get(try location("a/b c"), maximumBytes: bytes.count - 1)
        }
    }

    @Test(
        "boto3 reads what was written, under every hostile key",
        arguments: ["a b", "ü/日本", "a+b%20", "~'\"()*!", "q?x=1&y#f", "a//b"])
    func foreignReader(_ key: String) async throws {
        try await store.put(Array("content".utf8), to: try location(key), options: PutOptions())
        var parameters = JSONWriter()
        parameters.object {
            $0.member("Bucket", bucket)
            $0.member("Key", key)
        }
        let answer = try Moto.call("s3", "get_object", String(decoding: parameters.bytes, as: UTF8.self))
        #expect(answer["Body"]?.string == "content")
    }

    @Test("an empty object is one")
    func empty() async throws {
        try await store.put([], to: try location("empty"), options: PutOptions())
        #expect(try await store.get(try location("empty"), maximumBytes: 0).bytes.isEmpty)
        #expect(try await store.head(try location("empty")).byteCount == 0)
    }

    @Test("what is not there is not found")
    func absent() async throws {
        let error = await failure(.notFound) { _ = try await store.get(try location("absent"), maximumBytes: 9) }
        #expect(error?.response?.code == "NoSuchKey")
        _ = await failure(.notFound) { _ = try await store.head(try location("absent")) }
        let elsewhere = try ObjectLocation(bucket: "no-such-bucket-here", key: "k")
        #expect(await failure(.notFound) { _ = try await store.head(elsewhere) } != nil)
    }

    @Test("a write under the condition that nothing is there succeeds once")
    func onlyIfAbsent() async throws {
        try await store.put([1], to: try location("once"), options: PutOptions(onlyIfAbsent: true))
        _ = await failure(.conditionFailed) {
            try await store.put([2], to: try location("once"), options: PutOptions(onlyIfAbsent: true))
        }
        #expect(try await store.get(try location("once"), maximumBytes: 9).bytes == [1])
    }

    @Test("a write under the condition that an object is still the same succeeds once")
    func onlyIfMatching() async throws {
        let etag = try await store.put([1], to: try location("seen"), options: PutOptions())
        var options = PutOptions()
        options.onlyIfMatching = etag
        try await store.put([2], to: try location("seen"), options: options)
        _ = await failure(.conditionFailed) { try await store.put([3], to: try location("seen"), options: options) }
        #expect(try await store.get(try location("seen"), maximumBytes: 9).bytes == [2])
    }

    @Test("parts are read by their offsets", arguments: [(0..<1, 0..<1), (3..<7, 3..<7), (8..<100, 8..<10)])
    func ranges(_ asked: Range<Int>, _ found: Range<Int>) async throws {
        let bytes = Array(UInt8(0)..<10)
        try await store.put(bytes, to: try location("ten"), options: PutOptions())
        let object = try await store.get(try location("ten"), range: asked)
        #expect(object.bytes == Array(bytes[found]))
        #expect(object.description.byteCount == 10)
    }

    @Test("an older version is read by its id")
    func versions() async throws {
        try Moto.call(
            "s3", "put_bucket_versioning",
            #"{"Bucket": "\#(bucket)", "VersioningConfiguration": {"Status": "Enabled"}}"#)
        try await store.put([1], to: try location("v"), options: PutOptions())
        let first = try await store.head(try location("v"))
        try await store.put([2], to: try location("v"), options: PutOptions())
        let old = try ObjectLocation(bucket: bucket, key: "v", versionID: first.versionID)
        #expect(try await store.get(old, maximumBytes: 1).bytes == [1])
        #expect(try await store.get(try location("v"), maximumBytes: 1).bytes == [2])
    }

    @Test("a type or a note that would be two headers is refused")
    func hostileHeaders() async throws {
        let options = [
            PutOptions(contentType: "image/jpeg\r\nx-amz-acl: public-read"), PutOptions(metadata: ["a": "b\nc: d"]),
            PutOptions(metadata: ["a: b\r\nc": "d"]), PutOptions(metadata: ["a": "ü"]),
        ]
        for options in options {
            _ = await failure(.nameInvalid) { try await store.put([], to: try location("h"), options: options) }
        }
        _ = await failure(.nameInvalid) {
            _ = try await store.presignedURL(.put(contentType: "a\r\nb"), try location("h"), seconds: 9)
        }
    }

    @Test("presigned URLs write and read without credentials")
    func presigned() async throws {
        let place = try location("über/a b+c")
        var put = HTTPClientRequest(
            url: try await store.presignedURL(.put(contentType: "text/plain"), place, seconds: 60))
        put.method = .PUT
        put.headers.add(name: "content-type", value: "text/plain")
        put.body = .bytes(ByteBuffer(string: "by url"))
        #expect(try await HTTPClient.shared.execute(put, timeout: .seconds(30)).status == .ok)
        let get = HTTPClientRequest(url: try await store.presignedURL(.get, place, seconds: 60))
        let answer = try await HTTPClient.shared.execute(get, timeout: .seconds(30))
        #expect(try await String(buffer: answer.body.collect(upTo: 100)) == "by url")
        #expect(try await store.head(place).contentType == "text/plain")
        for seconds in [0, -1, 604_801] {
            _ = await failure(.requestFailed) { _ = try await store.presignedURL(.get, place, seconds: seconds) }
        }
    }
}
