import JSONText

/// Events that nobody waits for, as far as the function reads them (AWS Lambda documentation of each event source).
enum Events {
    /// Messages of a queue, by their ids.
    static func queue(_ messages: [(id: String, body: String)], queue: String = "pictures") -> String {
        records(messages) { writer, message in
            writer.member("eventSource", "aws:sqs")
            writer.member("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:\(queue)")
            writer.member("messageId", message.id)
            writer.member("body", message.body)
            writer.key("attributes")
            writer.object { $0.member("ApproximateReceiveCount", "1") }
        }
    }

    /// Notifications of a topic.
    static func topic(_ messages: [String]) -> String {
        records(messages) { writer, message in
            writer.member("EventSource", "aws:sns")
            writer.key("Sns")
            writer.object { writer in
                writer.member("MessageId", "notification")
                writer.member("Message", message)
            }
        }
    }

    /// The envelope that a topic puts around what it sends to a queue.
    static func envelope(_ message: String) -> String {
        text { writer in
            writer.member("Type", "Notification")
            writer.member("MessageId", "notification")
            writer.member("TopicArn", "arn:aws:sns:us-east-1:123456789012:pictures")
            writer.member("Message", message)
        }
    }

    /// New objects of a bucket; keys as they are, and version by version.
    static func objects(_ keys: [String], bucket: String = "camera", tag: String = "0123", sequencer: String = "01")
        -> String
    {
        records(keys) { writer, key in
            writer.member("eventSource", "aws:s3")
            writer.member("eventName", "ObjectCreated:Put")
            writer.key("s3")
            writer.object { writer in
                writer.key("bucket")
                writer.object { $0.member("name", bucket) }
                writer.key("object")
                writer.object { writer in
                    writer.member("key", key)
                    writer.member("eTag", tag)
                    writer.member("sequencer", sequencer)
                }
            }
        }
    }

    /// Records of a stream, all of one shard.
    static func stream(_ records: [(number: String, data: [UInt8])]) -> String {
        self.records(records) { writer, record in
            writer.member("eventSource", "aws:kinesis")
            writer.member("eventSourceARN", "arn:aws:kinesis:us-east-1:123456789012:stream/pictures")
            writer.key("kinesis")
            writer.object { writer in
                writer.member("partitionKey", "camera")
                writer.member("sequenceNumber", record.number)
                writer.key("data")
                writer.value(base64: record.data)
            }
        }
    }

    /// New items of a table, with one text attribute each.
    static func tableStream(_ items: [(number: String, attribute: String, value: String)]) -> String {
        records(items) { writer, item in
            writer.member("eventSource", "aws:dynamodb")
            writer.member("eventName", "INSERT")
            writer.member("eventSourceARN", "arn:aws:dynamodb:us-east-1:123456789012:table/photos/stream/2026")
            writer.key("dynamodb")
            writer.object { writer in
                writer.member("SequenceNumber", item.number)
                let keys = #"{"id": {"S": "\#(item.number)"}}"#
                writer.key("Keys")
                writer.value(raw: Array(keys.utf8))
                writer.key("NewImage")
                writer.object { writer in
                    writer.key(item.attribute)
                    writer.object { $0.member("S", item.value) }
                }
            }
        }
    }

    /// Tasks of an S3 Batch Operations job, by their keys.
    static func batchOperations(_ keys: [String], bucket: String = "camera") -> String {
        text { writer in
            writer.member("invocationSchemaVersion", "1.0")
            writer.member("invocationId", "invocation")
            writer.key("tasks")
            writer.array { writer in
                for key in keys {
                    writer.object { writer in
                        writer.member("taskId", "task \(key)")
                        writer.member("s3Key", key)
                        writer.member("s3BucketArn", "arn:aws:s3:::\(bucket)")
                    }
                }
            }
        }
    }

    /// An event of a bus.
    static func bus(_ detail: String, type: String = "Picture", source: String = "com.example.cameras") -> String {
        text { writer in
            writer.member("id", "event")
            writer.member("detail-type", type)
            writer.member("source", source)
            writer.key("detail")
            writer.value(raw: Array(detail.utf8))
        }
    }

    private static func records<Record>(
        _ records: [Record], _ write: (inout JSONWriter, Record) -> Void
    ) -> String {
        text { writer in
            writer.key("Records")
            writer.array { writer in
                for record in records { writer.object { write(&$0, record) } }
            }
        }
    }

    private static func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        writer.object(write)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
