import AWSClient

/// Results as items of a DynamoDB table whose partition key is `id`: the object's address or the message's name.
struct TableDestination: ResultDestination {
    let tables: any ItemTable
    let table: String

    /// An item has at most 400 KB (AWS documentation, "Quotas in Amazon DynamoDB"), names and other attributes included.
    private static let documentLimit = 390_000

    var remembers: Bool { true }

    func holds(_ result: ResultIdentity, of origin: ResultOrigin) async throws -> Bool {
        guard let item = try await tables.get(["id": .string(origin.address)], from: table) else { return false }
        return result.isCovered(fingerprint: item["fingerprint"]?.string, order: item["change_order"]?.string)
    }

    func store(_ result: FinishedResult) async throws {
        let document = result.document.json(atMost: Self.documentLimit)
        var item: DynamoDBItem = [
            "id": .string(result.origin.address), "result": .string(String(decoding: document, as: UTF8.self)),
        ]
        if let fingerprint = result.identity.fingerprint { item["fingerprint"] = .string(fingerprint) }
        if let order = result.identity.order { item["change_order"] = .string(order) }
        do {
            try await tables.put(item, into: table, condition: Self.isNewer(result.identity))
        } catch let error as AWSError where error.code == .conditionFailed {
            // A later change of the same object was faster.
        }
    }

    private static func isNewer(_ result: ResultIdentity) -> DynamoDBExpression? {
        result.order.map { order in
            DynamoDBExpression(
                "attribute_not_exists(#order) OR #order <= :order", names: ["#order": "change_order"],
                values: [":order": .string(order)])
        }
    }
}
