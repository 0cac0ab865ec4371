import JSONText

/// A record of a Kinesis stream.
///
/// Source: "Using Lambda with Amazon Kinesis Data Streams" in the AWS Lambda Developer Guide.
package struct KinesisRecord: StreamRecord {
    /// The record's place in its shard.
    package let sequenceNumber: String
    /// What the producer chose the shard by.
    package let partitionKey: String?
    /// The stream's ARN.
    package let streamARN: String?
    private let encodedData: JSONValue?

    /// Reads a record of `aws:kinesis`; its data is decoded later, so that a bad one spoils no batch.
    init(record: JSONValue) throws(LambdaEventsError) {
        let kinesis = try record.requiredObject("kinesis", in: "a record of aws:kinesis")
        sequenceNumber = try kinesis.required("sequenceNumber", in: "a record of aws:kinesis")
        partitionKey = kinesis["partitionKey"]?.string
        streamARN = record["eventSourceARN"]?.string
        encodedData = kinesis["data"]
    }

    /// The bytes that the producer put into the stream.
    ///
    /// - Parameter maximumBytes: The most that is decoded.
    /// - Returns: The data, decoded.
    /// - Throws: ``LambdaEventsError`` with `message-malformed` or `body-too-large`; trying this record again would not
    ///   help.
    package func data(maximumBytes: Int) throws(LambdaEventsError) -> [UInt8] {
        guard let encodedData, encodedData.kind == .string else {
            throw LambdaEventsError(.messageMalformed, "a stream's record has no data", expected: "a string of base64")
        }
        return try EventBody.decode(encodedData, maximumBytes: maximumBytes, otherwise: .messageMalformed)
    }

    /// What the record holds: a request, objects of S3, text, or bytes such as a picture.
    ///
    /// - Parameter maximumBytes: The most that is decoded.
    /// - Returns: The content, out of its envelopes.
    /// - Throws: ``LambdaEventsError`` with `message-malformed` or `body-too-large`; trying this record again would not
    ///   help.
    package func content(maximumBytes: Int) throws(LambdaEventsError) -> MessageContent {
        try MessageContent(try data(maximumBytes: maximumBytes))
    }
}
