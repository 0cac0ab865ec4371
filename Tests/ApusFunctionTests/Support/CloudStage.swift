import Foundation
import JSONText
import TestSupport
import Testing

/// What one test needs of AWS, under names of its own: a bucket, a table, a queue and a bus of moto's.
struct CloudStage {
    let name = "stage-\(UInt32.random(in: .min ... .max))"
    private let folder: ScratchFolder
    private let server: MotoServer

    /// Creates the bucket; the others are created when they are asked for.
    ///
    /// - Throws: What the file system throws, and an error where there is no server.
    init() throws {
        server = try #require(MotoServer.shared)
        folder = try ScratchFolder()
        call("s3", "create_bucket", #"{"Bucket": "\#(name)"}"#)
    }

    /// The variables of a function on this stage.
    func environment(_ more: [String: String] = [:]) -> [String: String] {
        server.environment.merging(["TMPDIR": folder.path]) { $1 }.merging(more) { $1 }
    }

    /// Has boto3 do something, and gives its answer.
    @discardableResult
    func call(_ service: String, _ operation: String, _ parameters: String) -> JSONValue? {
        try? JSONDocument(Array(server.call(service, operation, parameters).utf8)).root
    }

    /// Puts an object into the bucket.
    func put(_ bytes: [UInt8], as key: String) {
        let body = String(decoding: Base64.encode(bytes), as: UTF8.self)
        call("s3", "put_object", #"{"Bucket": "\#(name)", "Key": "\#(key)", "Body": {"base64": "\#(body)"}}"#)
    }

    /// The content of an object of the bucket as JSON, or `nil`.
    func document(_ key: String) -> JSONValue? {
        let text = call("s3", "get_object", #"{"Bucket": "\#(name)", "Key": "\#(key)"}"#)?["Body"]?.string
        return text.flatMap { try? JSONDocument(Array($0.utf8)).root }
    }

    /// The keys of the bucket, in order.
    var keys: [String] {
        let list = call("s3", "list_objects_v2", #"{"Bucket": "\#(name)"}"#)?["Contents"]?.elements ?? []
        return list.compactMap { $0["Key"]?.string }
    }

    /// A table with the partition key `id`.
    func table() -> String {
        let key = #""KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]"#
        let attributes = #""AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]"#
        call(
            "dynamodb", "create_table",
            #"{"TableName": "\#(name)", \#(key), \#(attributes), "BillingMode": "PAY_PER_REQUEST"}"#)
        return name
    }

    /// An item of the table.
    func item(_ id: String) -> JSONValue? {
        call("dynamodb", "get_item", #"{"TableName": "\#(name)", "Key": {"id": {"S": "\#(id)"}}}"#)?["Item"]
    }

    /// The URL of a queue.
    func queue() -> String {
        call("sqs", "create_queue", #"{"QueueName": "\#(name)"}"#)?["QueueUrl"]?.string ?? ""
    }

    /// The bodies of the queue's messages, which are gone then.
    func messages(in queue: String) -> [String] {
        let answer = call(
            "sqs", "receive_message", #"{"QueueUrl": "\#(queue)", "MaxNumberOfMessages": 10, "VisibilityTimeout": 600}"#
        )
        return (answer?["Messages"]?.elements ?? []).compactMap { $0["Body"]?.string }
    }

    /// A bus that counts what it carries.
    func bus() -> String {
        let answer = call("events", "create_event_bus", #"{"Name": "\#(name)"}"#)
        let address = answer?["EventBusArn"]?.string ?? ""
        call("events", "create_archive", #"{"ArchiveName": "\#(name)", "EventSourceArn": "\#(address)"}"#)
        return name
    }

    /// How many events the bus has carried.
    var busCount: Int? {
        call("events", "describe_archive", #"{"ArchiveName": "\#(name)"}"#)?["EventCount"]?.integer
    }
}
