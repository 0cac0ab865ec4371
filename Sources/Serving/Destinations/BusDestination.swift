import AWSClient

/// Results as events of an EventBridge bus, from ``source``; each comes at least once.
struct BusDestination: ResultDestination {
    /// What the events' `source` says.
    static let source = "apus"

    let buses: any EventBus
    let bus: String

    var remembers: Bool { false }

    func holds(_ result: ResultIdentity, of origin: ResultOrigin) async throws -> Bool { false }

    func store(_ result: FinishedResult) async throws {
        let detail = String(decoding: result.document.json(atMost: MessageText.limit), as: UTF8.self)
        try await buses.put([BusEvent(source: Self.source, detailType: "Apus Result", detail: detail, bus: bus)])
    }
}
