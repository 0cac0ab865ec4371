import LambdaEvents
import Testing

@Suite("Objects of S3")
struct ObjectTests {
    private static func records(_ name: String) throws -> [ObjectRecord] {
        guard case .objects(let records) = try EventFixtures.event(name) else { throw UnexpectedEvent(name: name) }
        return records
    }

    @Test("a notification's key is decoded, and its facts are kept")
    func notification() throws {
        let record = try #require(Self.records("s3-created").first)
        #expect(
            record.object
                == ObjectReference(
                    bucket: "camera", key: "in/two words, café +1.jpg",
                    versionID: "v.1", eTag: "0123456789abcdef0123456789abcdef", size: 184_662))
        #expect(record.change == .created)
        #expect(record.eventName == "ObjectCreated:Put")
        #expect(record.sequencer == "0055AED6DCD90281E5")
        #expect(record.region == "eu-west-1")
    }

    @Test("EventBridge's key is not encoded, and stays as it is")
    func busEvent() throws {
        let record = try #require(Self.records("eventbridge-object-created").first)
        #expect(
            record.object
                == ObjectReference(
                    bucket: "camera", key: "in/50%20+1.jpg", versionID: "v.1", eTag: "0123456789abcdef0123456789abcdef",
                    size: 184_662))
        #expect(record.change == .created)
        #expect(record.sequencer == "0055AED6DCD90281E5")
    }

    @Test("a removed object has neither size nor tag")
    func removed() throws {
        let record = try #require(Self.records("s3-removed").first)
        #expect(record.object == ObjectReference(bucket: "camera", key: "in/bus.jpg"))
        #expect(record.change == .removed)
    }

    @Test(
        "an empty version or tag is none, from every sender",
        arguments: [
            #"""
            {"Records": [{"eventSource": "aws:s3",
              "s3": {"bucket": {"name": "camera"}, "object": {"key": "k", "versionId": "", "eTag": ""}}}]}
            """#,
            #"""
            {"source": "aws.s3", "detail-type": "Object Created",
              "detail": {"bucket": {"name": "camera"}, "object": {"key": "k", "version-id": "", "etag": ""}}}
            """#,
            #"""
            {"invocationSchemaVersion": "1.0", "invocationId": "i",
              "tasks": [{"taskId": "t", "s3Key": "k", "s3VersionId": "", "s3BucketArn": "arn:aws:s3:::camera"}]}
            """#,
        ])
    func emptyVersion(event: String) throws {
        let objects: [ObjectReference]
        switch try recognize(event) {
        case .objects(let records): objects = records.map(\.object)
        case .batchOperations(let job): objects = job.tasks.map(\.object)
        case let other: throw UnexpectedEvent(name: other.name)
        }
        #expect(objects == [ObjectReference(bucket: "camera", key: "k")])
    }

    @Test(
        "events are told apart, with and without the subscription's prefix",
        arguments: [
            "ObjectCreated:CompleteMultipartUpload": ObjectRecord.Change.created, "s3:ObjectCreated:Put": .created,
            "ObjectRemoved:Delete": .removed, "ObjectRestore:Completed": .other, "": .other,
        ])
    func changes(name: String, change: ObjectRecord.Change) throws {
        let s3 = #"{"bucket": {"name": "b"}, "object": {"key": "k", "size": -1}}"#
        let event = try recognize(
            #"{"Records": [{"eventSource": "aws:s3", "eventName": "\#(name)", "s3": \#(s3)}]}"#)
        guard case .objects(let records) = event else { throw UnexpectedEvent(name: event.name) }
        #expect(records.map(\.change) == [change])
        #expect(records.first?.object.size == nil)
    }
}

@Suite("S3 Batch Operations")
struct S3BatchJobTests {
    private static func job(_ name: String) throws -> S3BatchJob {
        guard case .batchOperations(let job) = try EventFixtures.event(name) else { throw UnexpectedEvent(name: name) }
        return job
    }

    @Test(
        "both versions of the event name the same object",
        arguments: ["batch-operations-1": "v.1", "batch-operations-2": nil])
    func task(name: String, version: String?) throws {
        let job = try Self.job(name)
        #expect(job.invocationID == "batch-0001")
        #expect(job.jobID == "job-0001")
        #expect(job.tasks.map(\.taskID) == ["task-0001"])
        #expect(
            job.tasks.first?.object
                == ObjectReference(bucket: "camera", key: "in/two words, café.jpg", versionID: version))
    }

    @Test("version 2.0 passes its maker's arguments on")
    func arguments() throws {
        #expect(try Self.job("batch-operations-2").userArguments == ["confidence": "0.4"])
        #expect(try Self.job("batch-operations-1").userArguments.isEmpty)
    }

    @Test(
        "a bucket is read out of its ARN, and an access point is one as it is",
        arguments: [
            "arn:aws:s3:::camera": "camera", "arn:aws:s3:eu-west-1:111122223333:camera": "camera",
            "arn:aws:s3:eu-west-1:111122223333:accesspoint/cam": "arn:aws:s3:eu-west-1:111122223333:accesspoint/cam",
        ])
    func buckets(arn: String, bucket: String) throws {
        let task = #"{"taskId": "t", "s3Key": "100%.jpg", "s3BucketArn": "\#(arn)"}"#
        let event = try recognize(#"{"invocationSchemaVersion": "1.0", "invocationId": "i", "tasks": [\#(task)]}"#)
        guard case .batchOperations(let job) = event else { throw UnexpectedEvent(name: event.name) }
        #expect(job.tasks.map(\.object) == [ObjectReference(bucket: bucket, key: "100%.jpg")])
    }

    @Test("the answer repeats the call's version and identifier")
    func answer() throws {
        let answer = try Self.job("batch-operations-2").answer([
            S3BatchJob.TaskResult(taskID: "task-0001", code: .permanentFailure, text: "no \"picture\"")
        ])
        #expect(
            text(answer) == #"{"invocationSchemaVersion":"2.0","treatMissingKeysAs":"TemporaryFailure","#
                + #""invocationId":"batch-0001","results":[{"taskId":"task-0001","resultCode":"PermanentFailure","#
                + #""resultString":"no \"picture\""}]}"#)
    }
}
