import JSONText

/// Events as Lambda sends them, with no more in them than is needed.
enum EventText {
    /// A bucket's notification.
    static func objects(_ keys: [String], bucket: String = "camera", name: String = "ObjectCreated:Put") -> String {
        records(keys.map { object($0, bucket: bucket, name: name) })
    }

    /// One record of a bucket's notification.
    static func object(
        _ key: String, bucket: String = "camera", name: String = "ObjectCreated:Put", tag: String = "tag-1",
        sequencer: String = "0055AED6DCD90281E5"
    ) -> String {
        """
        {"eventSource": "aws:s3", "eventName": "\(name)", "s3": {"bucket": {"name": "\(bucket)"}, "object": \
        {"key": "\(key)", "size": 1, "eTag": "\(tag)", "sequencer": "\(sequencer)"}}}
        """
    }

    /// Messages of a queue, called `message-0` and so on.
    static func queue(
        _ bodies: [String], groups: [String]? = nil, queue: String = "pictures", delivery: Int = 1
    ) -> String {
        records(
            bodies.enumerated().map { number, body in
                let group = groups.map { #", "MessageGroupId": "\#($0[number])""# } ?? ""
                return """
                    {"eventSource": "aws:sqs", "messageId": "message-\(number)", "body": \(quoted(body)), \
                    "attributes": {"ApproximateReceiveCount": "\(delivery)"\(group)}, \
                    "eventSourceARN": "arn:aws:sqs:eu-west-1:111122223333:\(queue)"}
                    """
            })
    }

    /// Notifications of a topic.
    static func topic(_ messages: [String]) -> String {
        records(
            messages.enumerated().map { number, message in
                #"{"EventSource": "aws:sns", "Sns": {"MessageId": "note-\#(number)", "Message": \#(quoted(message))}}"#
            })
    }

    /// Records of a stream, with sequence numbers from 1 on.
    static func stream(_ data: [[UInt8]], keys: [String]? = nil) -> String {
        records(
            data.enumerated().map { number, bytes in
                """
                {"eventSource": "aws:kinesis", "eventSourceARN": "arn:aws:kinesis:eu-west-1:111122223333:stream/pictures", \
                "kinesis": {"sequenceNumber": "\(number + 1)", "partitionKey": "\(keys?[number] ?? "key-\(number)")", \
                "data": "\(String(decoding: Base64.encode(bytes), as: UTF8.self))"}}
                """
            })
    }

    /// Changes of a table's items, each given as attributes of DynamoDB.
    static func table(_ images: [String], table: String = "pictures") -> String {
        records(
            images.enumerated().map { number, image in
                """
                {"eventSource": "aws:dynamodb", "eventName": "INSERT", \
                "eventSourceARN": "arn:aws:dynamodb:eu-west-1:111122223333:table/\(table)/stream/2026", \
                "dynamodb": {"SequenceNumber": "\(number + 1)", "Keys": {"id": {"S": "\(number)"}}, "NewImage": \(image)}}
                """
            })
    }

    /// A request for an object, as a message has it.
    static func request(_ key: String) -> String { #"{"s3": {"bucket": "camera", "key": "\#(key)"}}"# }

    /// Records in an event.
    static func records(_ records: [String]) -> String { #"{"Records": [\#(records.joined(separator: ", "))]}"# }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.value(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
