/// A place to tell what happened: EventBridge, and whatever stands in for it.
package protocol EventBus: Sendable {
    /// Tells events.
    ///
    /// When an answer is lost the events are sent again, so they may come twice.
    ///
    /// - Parameter events: At most ten.
    /// - Throws: ``AWSError``, also where only some were taken; `CancellationError`.
    func put(_ events: [BusEvent]) async throws
}

/// Something that happened.
package struct BusEvent: Sendable, Hashable {
    /// Who tells it, such as `apus`.
    package var source: String
    /// What kind it is.
    package var detailType: String
    /// What there is to say, a JSON object's text.
    package var detail: String
    /// The bus, by name or ARN; `nil` for the account's own.
    package var bus: String?

    /// Makes an event.
    package init(source: String, detailType: String, detail: String, bus: String? = nil) {
        self.source = source
        self.detailType = detailType
        self.detail = detail
        self.bus = bus
    }
}
