import AWSClient
import Diagnosis
import JSONText
import TestSupport
import Testing

@Suite("Queues and buses", .enabled(if: MotoServer.isAvailable, Moto.requirement))
struct MessagingTests {
    private let name = "n\(UInt32.random(in: .min ... .max))"

    @Test("a message reaches the queue as it is", arguments: ["plain", "{\"a\": \"b\\\\\\u0000\"}", "ü 🐦 \" \\ \n \t"])
    func queue(_ body: String) async throws {
        let url = try #require(try Moto.call("sqs", "create_queue", #"{"QueueName": "\#(name)"}"#)["QueueUrl"]?.string)
        let id = try await SQS(Moto.client()).send(QueueMessage(body: body), to: url)
        let message = try #require(
            try Moto.call("sqs", "receive_message", #"{"QueueUrl": "\#(url)"}"#)["Messages"]?.elements.first)
        #expect(message["Body"]?.string == body)
        #expect(message["MessageId"]?.string == id)
    }

    @Test("a queue that keeps order gets group and deduplication")
    func orderedQueue() async throws {
        let created = try Moto.call(
            "sqs", "create_queue", #"{"QueueName": "\#(name).fifo", "Attributes": {"FifoQueue": "true"}}"#)
        let url = try #require(created["QueueUrl"]?.string)
        let queue = SQS(try Moto.client())
        let message = QueueMessage(body: "b", groupID: "g", deduplicationID: "d")
        try await queue.send(message, to: url)
        try await queue.send(message, to: url)
        let received = try Moto.call(
            "sqs", "receive_message",
            #"{"QueueUrl": "\#(url)", "MaxNumberOfMessages": 10, "AttributeNames": ["All"]}"#)
        #expect(received["Messages"]?.elements.count == 1)
        #expect(received["Messages"]?.elements.first?["Attributes"]?["MessageGroupId"]?.string == "g")
        let error = await failure(.requestFailed) { try await queue.send(QueueMessage(body: "b"), to: url) }
        #expect(error?.response?.message?.contains("MessageGroupId") == true)
    }

    @Test("a queue that is not there is not found")
    func absentQueue() async throws {
        let url = "\(try #require(MotoServer.shared).endpoint)/123456789012/absent-\(name)"
        let error = await failure(.notFound) { try await SQS(Moto.client()).send(QueueMessage(body: "b"), to: url) }
        #expect(error?.response?.status == 400)
    }

    @Test("events reach the bus and what listens to it")
    func bus() async throws {
        let url = try #require(try Moto.call("sqs", "create_queue", #"{"QueueName": "\#(name)"}"#)["QueueUrl"]?.string)
        try Moto.call("events", "create_event_bus", #"{"Name": "\#(name)"}"#)
        try Moto.call(
            "events", "put_rule",
            #"{"Name": "\#(name)", "EventBusName": "\#(name)", "EventPattern": "{\"source\": [\"apus\"]}"}"#)
        let queue = "arn:aws:sqs:us-east-1:123456789012:\(name)"
        try Moto.call(
            "events", "put_targets",
            #"{"Rule": "\#(name)", "EventBusName": "\#(name)", "Targets": [{"Id": "1", "Arn": "\#(queue)"}]}"#)
        let event = BusEvent(source: "apus", detailType: "Image Analysed", detail: #"{"n": "ü\""}"#, bus: name)
        try await EventBridge(Moto.client()).put([event])
        let message = try #require(
            try Moto.call("sqs", "receive_message", #"{"QueueUrl": "\#(url)"}"#)["Messages"]?.elements.first)
        let received = try Fixture.json(try #require(message["Body"]?.string))
        #expect(received["detail-type"]?.string == "Image Analysed")
        #expect(received["detail"]?["n"]?.string == "ü\"")
    }

    @Test("an event that is refused is an error although the request succeeded")
    func refusedEvent() async throws {
        let events = [
            BusEvent(source: "apus", detailType: "t", detail: "{}"),
            BusEvent(source: "apus", detailType: "t", detail: "no JSON"),
        ]
        let error = await failure(.requestFailed) { try await EventBridge(Moto.client()).put(events) }
        #expect(error?.description.contains("1 of 2") == true)
        #expect(error?.response?.code == "MalformedDetail")
    }
}
