import Diagnosis
import JSONText
import LambdaEvents
import Testing

@Suite("Recognising events")
struct RecognitionTests {
    private static let senders = [
        "rest-api": "http restAPI", "rest-api-custom-domain": "http restAPI", "rest-api-test-console": "http restAPI",
        "http-api-format-1": "http restAPI", "http-api": "http httpAPI", "http-api-stage": "http httpAPI",
        "http-api-default-route-stage": "http httpAPI", "function-url": "http functionURL",
        "load-balancer": "http loadBalancer", "load-balancer-value-lists": "http loadBalancer",
        "s3-created": "objects", "s3-removed": "objects", "s3-test-event": "nothing",
        "eventbridge-object-created": "objects", "eventbridge-custom": "bus event", "eventbridge-schedule": "bus event",
        "eventbridge-schedule-warm-up": "warm-up", "queue": "queue", "queue-fifo": "queue", "topic": "notifications",
        "stream": "stream", "table-stream": "table stream", "batch-operations-1": "batch operations",
        "batch-operations-2": "batch operations", "warm-up": "warm-up", "warm-up-plugin": "warm-up",
        "warm-up-lambda-warmer": "warm-up", "direct": "direct",
    ]
    private static let refused = ["mail", "web-socket-api"]

    @Test("each sample event is recognised as its sender's", arguments: senders)
    func sample(name: String, sender: String) throws {
        #expect(try EventFixtures.event(name).name == sender)
    }

    @Test("every sample event is in a table")
    func completeness() {
        #expect(EventFixtures.names == (Self.senders.keys + Self.refused).sorted())
    }

    @Test("an event of another service is refused", arguments: refused)
    func unsupported(name: String) {
        #expect(throws: LambdaEventsError.self) { try EventFixtures.event(name) }
    }

    @Test(
        "the smallest event of each sender is enough",
        arguments: [
            #"{"httpMethod": "GET"}"#: "http restAPI",
            #"{"requestContext": {"http": {"method": "GET"}}}"#: "http httpAPI",
            #"{"httpMethod": "GET", "requestContext": {"elb": {}}}"#: "http loadBalancer",
            #"{"Records": [{"eventSource": "aws:s3", "s3": {"bucket": {"name": "b"}, "object": {"key": "k"}}}]}"#:
                "objects",
            #"{"Records": [{"eventSource": "aws:sqs", "messageId": "m"}]}"#: "queue",
            #"{"Records": [{"EventSource": "aws:sns", "Sns": {"MessageId": "m"}}]}"#: "notifications",
            #"{"Records": [{"eventSource": "aws:kinesis", "kinesis": {"sequenceNumber": "1"}}]}"#: "stream",
            #"{"Records": [{"eventSource": "aws:dynamodb", "dynamodb": {"SequenceNumber": "1"}}]}"#: "table stream",
            #"{"detail-type": "t", "source": "s", "detail": {}}"#: "bus event",
            #"{"invocationSchemaVersion": "1.0", "invocationId": "i", "tasks": []}"#: "batch operations",
            #"{"Records": []}"#: "nothing",
            "{}": "direct", "[]": "direct", "null": "direct", #""text""#: "direct", "1": "direct",
            #"{"body": "{}"}"#: "direct", #"{"source": "camera"}"#: "direct", #"{"warmup": false}"#: "direct",
        ])
    func smallest(json: String, sender: String) throws {
        #expect(try recognize(json).name == sender)
    }

    @Test(
        "a record without what it cannot be worked on without is refused",
        arguments: [
            #"{"Records": [{"eventSource": "aws:s3", "s3": {"bucket": {"name": "b"}, "object": {}}}]}"#,
            #"{"Records": [{"eventSource": "aws:s3", "s3": {"bucket": {}, "object": {"key": "k"}}}]}"#,
            #"{"Records": [{"eventSource": "aws:s3"}]}"#,
            #"{"Records": [{"eventSource": "aws:sqs", "body": "{}"}]}"#,
            #"{"Records": [{"eventSource": "aws:sqs", "messageId": ""}]}"#,
            #"{"Records": [{"EventSource": "aws:sns"}]}"#,
            #"{"Records": [{"eventSource": "aws:kinesis", "kinesis": {"data": ""}}]}"#,
            #"{"Records": [{"eventSource": "aws:dynamodb", "dynamodb": {"SequenceNumber": 1}}]}"#,
            #"{"Records": [{"messageId": "m"}]}"#,
            #"{"invocationSchemaVersion": "1.0", "invocationId": "i", "tasks": [{"taskId": "t", "s3Key": "k"}]}"#,
            #"{"detail-type": "Object Created", "source": "aws.s3", "detail": {"bucket": {}, "object": {}}}"#,
        ])
    func malformed(json: String) throws {
        let error = #expect(throws: LambdaEventsError.self) { try recognize(json) }
        #expect(error?.code == .eventMalformed)
    }

    @Test(
        "a service that sends something else is named in the error",
        arguments: [
            #"{"eventSource": "aws:kafka", "records": {}}"#: "aws:kafka",
            #"{"Records": [{"eventSource": "aws:codecommit"}]}"#: "aws:codecommit",
        ])
    func otherService(json: String, name: String) throws {
        let error = #expect(throws: LambdaEventsError.self) { try recognize(json) }
        #expect(error?.code == .eventUnsupported)
        #expect(error?.diagnosis.found == name)
    }
}
