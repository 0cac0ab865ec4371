/// Where results of events without a caller go.
package struct ResultSettings: Sendable, Hashable {
    /// The places, each of which gets every result.
    package var destinations: [Destination]
    /// Whether a drawn picture is stored beside each result that goes to a bucket.
    package var storesAnnotated = false

    /// A place for results.
    package enum Destination: Sendable, Hashable {
        /// Objects under a prefix of a bucket.
        case bucket(name: String, prefix: String)
        /// Items of a DynamoDB table whose partition key is `id`.
        case table(String)
        /// Messages of an SQS queue.
        case queue(url: String)
        /// Events of an EventBridge bus.
        case bus(String)
    }
}

extension ResultSettings.Destination {
    /// Reads `s3://bucket/prefix`, `dynamodb://table`, `events://bus` or the https URL of a queue; `nil` for others.
    init?(_ text: String) {
        if let (bucket, prefix) = S3Address.parts(of: text), CloudNames.isBucket(bucket) {
            // A prefix is a folder: `s3://bucket/out` must not write `outdoor.json`, nor own what lies in `outdoor/`.
            self = .bucket(name: bucket, prefix: prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/")
        } else if let table = Self.name(in: text, after: "dynamodb://"), CloudNames.isTable(table) {
            self = .table(table)
        } else if let bus = Self.name(in: text, after: "events://"), CloudNames.isBus(bus) {
            self = .bus(bus)
        } else if CloudNames.isQueueURL(text) {
            self = .queue(url: text)
        } else {
            return nil
        }
    }

    /// What a queue's URL looks like, for people.
    static let queueForm = "a queue's URL such as https://sqs.eu-central-1.amazonaws.com/123456789012/results"

    private static func name(in text: String, after scheme: String) -> String? {
        text.hasPrefix(scheme) ? String(text.dropFirst(scheme.count)) : nil
    }
}
