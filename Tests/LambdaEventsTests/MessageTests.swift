import LambdaEvents
import Testing

@Suite("Messages of queues and topics")
struct MessageTests {
    private static let object = "objects camera/in/two words, café +1.jpg"
    private static let request = #"request {"s3": {"bucket": "camera", "key": "bus.jpg"}}"#

    @Test(
        "a message is taken out of its envelopes",
        arguments: [
            "message-request": request, "message-s3": object, "message-sns-s3": object, "message-sns-request": request,
            "message-eventbridge": "objects camera/in/50%20+1.jpg", "message-text": "text s3://camera/bus.jpg",
            "message-test": "nothing",
        ])
    func content(identifier: String, expected: String) throws {
        let message = try #require(EventFixtures.messages("queue").first { $0.messageID == identifier })
        #expect(try summary(message.content()) == expected)
    }

    @Test("a broken message is its own error and no other's")
    func poison() throws {
        let messages = try EventFixtures.messages("queue")
        let broken = messages.filter { (try? $0.content()) == nil }
        #expect(broken.map(\.messageID) == ["message-broken"])
        let error = #expect(throws: LambdaEventsError.self) { try broken.first?.content() }
        #expect(error?.code == .messageMalformed)
        #expect(error?.underlying != nil)
    }

    @Test(
        "what is no content at all is an error of the message",
        arguments: [
            #"{}"#, #"{"body": 1}"#, #"{"body": "[1"}"#, #"{"body": "{}{}"}"#,
            #"{"body": "{\"Records\": [{\"eventSource\": \"aws:s3\", \"s3\": {}}]}"}"#,
        ])
    func malformed(record: String) throws {
        let members = record.dropFirst().dropLast()
        let head = #"{"Records": [{"eventSource": "aws:sqs", "messageId": "m""#
        guard case .queue(let messages) = try recognize(head + (members.isEmpty ? "" : ", \(members)") + "}]}") else {
            throw UnexpectedEvent(name: "queue")
        }
        let error = #expect(throws: LambdaEventsError.self) { try messages.first?.content() }
        #expect(error?.code == .messageMalformed)
    }

    @Test(
        "text is whatever is no document",
        arguments: [
            "": "text ", " hello ": "text  hello ", "1": "text 1", "null": "text null", " \\n[1]": "request [1]",
        ])
    func plainText(body: String, expected: String) throws {
        let event = try recognize(#"{"Records": [{"eventSource": "aws:sqs", "messageId": "m", "body": "\#(body)"}]}"#)
        guard case .queue(let messages) = event else { throw UnexpectedEvent(name: event.name) }
        #expect(try messages.map { try summary($0.content()) } == [expected])
    }

    @Test("an event of a bus in a message is its detail, with its source")
    func busEvent() throws {
        let body = #"{\"detail-type\": \"t\", \"source\": \"s\", \"detail\": {\"url\": \"u\"}}"#
        let event = try recognize(#"{"Records": [{"eventSource": "aws:sqs", "messageId": "m", "body": "\#(body)"}]}"#)
        guard case .queue(let messages) = event else { throw UnexpectedEvent(name: event.name) }
        #expect(try messages.map { try summary($0.content()) } == [#"event of s {"url": "u"}"#])
    }

    @Test("envelopes in envelopes come to an end")
    func manyEnvelopes() throws {
        var body = "hello"
        for depth in 1...5 {
            body = #"{"Type": "Notification", "TopicArn": "t", "Message": "\#(escaped(body))"}"#
            let record = #"{"eventSource": "aws:sqs", "messageId": "m", "body": "\#(escaped(body))"}"#
            guard case .queue(let messages) = try recognize(#"{"Records": [\#(record)]}"#) else {
                throw UnexpectedEvent(name: "queue")
            }
            if depth <= 3 {
                #expect(try messages.map { try summary($0.content()) } == ["text hello"])
            } else {
                #expect(throws: LambdaEventsError.self) { try messages.first?.content() }
            }
        }
    }

    private func escaped(_ json: String) -> String {
        json.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    @Test("a message tells how often it came, and its group")
    func attributes() throws {
        let message = try #require(EventFixtures.messages("queue-fifo").first)
        #expect(message.receiveCount == 2)
        #expect(message.groupID == "camera-1")
        #expect(message.queueARN == "arn:aws:sqs:eu-west-1:111122223333:pictures.fifo")
        #expect(try EventFixtures.messages("queue").allSatisfy { $0.groupID == nil })
    }

    @Test("a topic's notification holds what a queue's message may hold")
    func topic() throws {
        guard case .notifications(let notifications) = try EventFixtures.event("topic") else {
            throw UnexpectedEvent(name: "topic")
        }
        #expect(try notifications.map { try summary($0.content()) } == [Self.object, "text hello"])
        #expect(notifications.map(\.messageID) == ["topic-0001", "topic-0001"])
        #expect(notifications.first?.topicARN == "arn:aws:sns:eu-west-1:111122223333:pictures")
        #expect(notifications.first?.subject == "Amazon S3 Notification")
    }

    @Test("a notification without a message is an error of its own")
    func emptyNotification() throws {
        let event = try recognize(#"{"Records": [{"EventSource": "aws:sns", "Sns": {"MessageId": "m"}}]}"#)
        guard case .notifications(let notifications) = event else { throw UnexpectedEvent(name: event.name) }
        let error = #expect(throws: LambdaEventsError.self) { try notifications.first?.content() }
        #expect(error?.code == .messageMalformed)
    }
}
