/// What an event came by, as far as results could come back the same way.
enum EventCarrier: Sendable, Hashable {
    /// A change of an object.
    case object(bucket: String, key: String)
    /// A queue, by its ARN.
    case queue(arn: String)
    /// The stream of a table, by its ARN.
    case tableStream(arn: String)
    /// A bus, with what the event calls its source.
    case bus(source: String)
}

extension EventCarrier {
    /// How a changed object is told of; `nil` for messages, which do not tell of themselves.
    init?(_ origin: ResultOrigin) {
        guard let bucket = origin.bucket else { return nil }
        self = .object(bucket: bucket, key: origin.name)
    }

    /// Whether what is written to a destination would come back by this carrier.
    func bringsBack(from destination: ResultSettings.Destination) -> Bool {
        switch (self, destination) {
        case (.object(let bucket, let key), .bucket(let name, let prefix)):
            FolderAddress(bucket: name, prefix: prefix).contains(bucket: bucket, key: key)
        case (.queue(let arn), .queue(let url)): Self.isQueue(arn, at: url)
        case (.tableStream(let arn), .table(let name)): arn.contains(":table/\(name)/")
        case (.bus(let source), .bus): source == BusDestination.source
        default: false
        }
    }

    /// Whether `arn:aws:sqs:region:account:name` and `https://sqs.region.amazonaws.com/account/name` are one queue.
    private static func isQueue(_ arn: String, at url: String) -> Bool {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        let places = url.split(separator: "/")
        guard parts.count == 6, places.count >= 4, parts[5] == places[places.count - 1],
            parts[4] == places[places.count - 2]
        else { return false }
        // Other hosts than AWS' own, such as those of tests, have no region in their names.
        return !places[1].contains(".amazonaws.") || places[1].contains(parts[3])
    }
}
