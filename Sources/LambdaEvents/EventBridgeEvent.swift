package import JSONText

/// An event of an EventBridge bus or schedule that is not about an object of S3.
///
/// Source: "Event structure reference" in the Amazon EventBridge User Guide.
package struct EventBridgeEvent: Sendable {
    /// The event's identifier.
    package let id: String?
    /// Who sent it, such as `aws.events`.
    package let source: String
    /// What it tells, such as `Scheduled Event`.
    package let detailType: String
    /// What the sender has to say; perhaps a request.
    package let detail: JSONValue

    /// Reads an event; `nil` where this is none.
    init?(_ event: JSONValue) {
        guard let type = event["detail-type"]?.string, let source = event["source"]?.string,
            let detail = event["detail"]
        else { return nil }
        id = event["id"]?.string
        self.source = source
        detailType = type
        self.detail = detail
    }
}
