import Foundation
import JSONText
import RuntimeEmulator
import Testing

@Suite("events that nobody waits for", .enabled(if: FunctionBinary.isBuilt, FunctionBinary.isNotBuilt))
struct EventTests {
    private static let broken = #"{"image": "bm90IGEgcGljdHVyZQ=="}"#
    /// A picture that nothing can be read of now, and perhaps later: there is no way to S3.
    private static let unreachable = #"{"s3": "s3://camera/bus.jpg"}"#

    @Test("a queue gets back the messages that failed, and no other: what is wrong with a picture is a result")
    func queue() async throws {
        let messages = [
            ("request", Pictures.request()), ("again", Self.unreachable), ("broken", Self.broken), ("garbage", "{"),
            ("envelope", Events.envelope(Pictures.request())), ("text", "hello"),
            ("objects", Events.objects(["a.jpg"])), ("in envelope", Events.envelope(Events.objects(["b.jpg"]))),
        ]
        let answer = try await RunningFunction.shared.answer(to: Events.queue(messages))
        #expect(answer.members.map(\.key) == ["batchItemFailures"])
        #expect(answer.failures == ["again", "objects", "in envelope"])
    }

    @Test("a stream is told the first record that failed")
    func stream() async throws {
        let records = [
            ("1", Pictures.png), ("2", Array(Self.broken.utf8)), ("3", Array(Self.unreachable.utf8)),
            ("4", Array(Pictures.request().utf8)),
        ]
        #expect(try await RunningFunction.shared.answer(to: Events.stream(records)).failures == ["3"])
        #expect(try await RunningFunction.shared.answer(to: Events.stream(Array(records.prefix(2)))).failures == [])
    }

    @Test("the stream of a table is told the first change that failed")
    func tableStream() async throws {
        let items = [("1", "image", Pictures.base64), ("2", "note", "no picture"), ("3", "s3", "s3://camera/bus.jpg")]
        #expect(try await RunningFunction.shared.answer(to: Events.tableStream(items)).failures == ["3"])
        let done = Events.tableStream(Array(items.prefix(2)))
        #expect(try await RunningFunction.shared.answer(to: done).failures == [])
    }

    @Test(
        "a topic and a bus can only try all of it again",
        arguments: [
            (Events.topic([Pictures.request(), broken]), Events.topic([Pictures.request(), unreachable]), 2),
            (Events.bus(broken), Events.bus(unreachable), 1),
        ])
    func whole(done: String, failing: String, count: Int) async throws {
        let answer = try await RunningFunction.shared.answer(to: done)
        #expect(answer.source == #"{"processed":\#(count),"failed":1}"#)
        let outcome = try await RunningFunction.shared.invoke(Array(failing.utf8))
        let failure = try #require(outcome.failure)
        #expect(failure["errorType"]?.string?.hasPrefix("Function.") == true, "\(failure.source)")
    }

    @Test("new objects fail as a whole where S3 cannot be reached, told by the bucket or by EventBridge")
    func objects() async throws {
        let detail = #"{"bucket": {"name": "camera"}, "object": {"key": "bus.jpg", "etag": "0123"}}"#
        let told = Events.bus(detail, type: "Object Created", source: "aws.s3")
        for event in [Events.objects(["bus.jpg"]), told] {
            #expect(try await RunningFunction.shared.invoke(Array(event.utf8)).failure != nil)
        }
    }

    @Test("a job of S3 Batch Operations gets a report of each task")
    func batchOperations() async throws {
        let answer = try await RunningFunction.shared.answer(to: Events.batchOperations(["a.jpg", "b.jpg"]))
        #expect(answer["invocationId"]?.string == "invocation")
        #expect(answer["invocationSchemaVersion"]?.string == "1.0")
        #expect(answer["treatMissingKeysAs"]?.string?.isEmpty == false)
        let results = try #require(answer["results"]?.elements)
        #expect(results.map { $0["taskId"]?.string } == ["task a.jpg", "task b.jpg"])
        #expect(results.map { $0["resultCode"]?.string } == ["TemporaryFailure", "TemporaryFailure"])
        #expect(results.allSatisfy { $0["resultString"]?.string?.isEmpty == false })
    }

    @Test(
        "there is nothing to do for a test message, an empty batch and a removed object",
        arguments: [
            #"{"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "camera"}"#, #"{"Records": []}"#,
            Events.objects(["a.jpg"]).replacing("ObjectCreated:Put", with: "ObjectRemoved:Delete"),
        ])
    func nothing(event: String) async throws {
        #expect(try await RunningFunction.shared.answer(to: event).kind == .object)
    }

    @Test("a service that has no meaning here is refused by its name")
    func unsupported() async throws {
        let outcome = try await RunningFunction.shared.invoke(Array(#"{"Records": [{"eventSource": "aws:ses"}]}"#.utf8))
        #expect(outcome.failure?["errorType"]?.string == "Function.EventUnsupported")
        #expect(outcome.failure?["errorMessage"]?.string?.contains("aws:ses") == true)
    }
}

extension JSONValue {
    /// What an answer with partial failures names.
    fileprivate var failures: [String]? {
        self["batchItemFailures"]?.elements.compactMap { $0["itemIdentifier"]?.string }
    }
}
