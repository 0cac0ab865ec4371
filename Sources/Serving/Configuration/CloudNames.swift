import AWSClient

/// What names in a cloud, and origins of pages, can look like: one that cannot be is refused at the start and not with
/// the first event.
enum CloudNames {
    /// Whether an S3 bucket can have this name.
    static func isBucket(_ name: String) -> Bool { (try? ObjectLocation(bucket: name, key: "-")) != nil }

    /// Whether a DynamoDB table can have this name (Amazon DynamoDB API, `CreateTable`), or it is a table's ARN.
    static func isTable(_ name: String) -> Bool {
        isARN(name, of: "dynamodb") || isPlain(name, length: 3...255, extra: "_-.")
    }

    /// Whether an event bus can have this name (Amazon EventBridge API, `CreateEventBus`), or it is a bus' ARN.
    static func isBus(_ name: String) -> Bool {
        isARN(name, of: "events") || isPlain(name, length: 1...256, extra: "/_-.")
    }

    /// Whether this is a queue's URL: its path is an account and a name (Amazon SQS API, `CreateQueue`).
    static func isQueueURL(_ url: String) -> Bool {
        guard let address = try? WebAddress(url), address.query == nil else { return false }
        let parts = address.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 2, !parts.contains(""), let name = parts.last else { return false }
        let stem = name.hasSuffix(".fifo") ? name.dropLast(".fifo".count) : name
        return name.utf8.count <= 80 && isPlain(stem, length: 1...80, extra: "_-")
    }

    /// Whether a browser can send this as the origin of a page (WHATWG HTML, "Origin"): `https://example.com`, without
    /// a slash at its end.
    static func isOrigin(_ text: String) -> Bool {
        guard let separator = text.firstRange(of: "://") else { return false }
        let (scheme, authority) = (text[..<separator.lowerBound], text[separator.upperBound...])
        return isPlain(scheme, length: 1...32, extra: "+-.") && isPlain(authority, length: 1...270, extra: ".-_:[]")
            && !text.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    private static func isARN(_ name: String, of service: String) -> Bool {
        let parts = name.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "arn" && parts[2] == service && !parts[5].isEmpty
    }

    private static func isPlain(_ name: some StringProtocol, length: ClosedRange<Int>, extra: String) -> Bool {
        length.contains(name.utf8.count)
            && name.utf8.allSatisfy { URLCharacters.isAlphanumeric($0) || extra.utf8.contains($0) }
    }
}
