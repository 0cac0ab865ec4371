import JSONText

/// DynamoDB.
package struct DynamoDB: ItemTable {
    private let client: AWSClient

    /// DynamoDB in the client's region.
    package init(_ client: AWSClient) { self.client = client }

    /// Writes an item, over one with the same key.
    package func put(_ item: DynamoDBItem, into table: String, condition: DynamoDBExpression?) async throws {
        let operation = Self.operation("PutItem", "writing to the table \(table)")
        _ = try await operation.call(client, recover: { Self.ownWrite($0, isRepeat: $1, of: item) }) { input in
            input.member("TableName", table)
            input.member("Item", item: item)
            guard let condition else { return }
            input.member("ConditionExpression", condition.text)
            input.member("ReturnValuesOnConditionCheckFailure", "ALL_OLD")
            Self.writePlaceholders(of: [condition], to: &input)
        }
    }

    /// Reads an item as it is after all writes that have ended.
    package func get(_ key: DynamoDBItem, from table: String) async throws -> DynamoDBItem? {
        let answer = try await Self.operation("GetItem", "reading from the table \(table)").call(client) { input in
            input.member("TableName", table)
            input.member("Key", item: key)
            input.member("ConsistentRead", true)
        }
        return try answer["Item"].map { item throws(AWSError) in try DynamoDBAttribute.item(item) }
    }

    /// Changes an item, or makes it.
    @discardableResult
    package func update(
        _ key: DynamoDBItem, in table: String, change: DynamoDBExpression, condition: DynamoDBExpression?
    ) async throws -> DynamoDBItem {
        let operation = Self.operation("UpdateItem", "changing the table \(table)")
        let answer = try await operation.call(client) { input in
            input.member("TableName", table)
            input.member("Key", item: key)
            input.member("UpdateExpression", change.text)
            input.member("ReturnValues", "ALL_NEW")
            if let condition { input.member("ConditionExpression", condition.text) }
            Self.writePlaceholders(of: [change] + (condition.map { [$0] } ?? []), to: &input)
        }
        guard let item = answer["Attributes"] else {
            throw AWSError(.responseInvalid, "DynamoDB did not send the changed item")
        }
        return try DynamoDBAttribute.item(item)
    }

    private static func operation(_ name: String, _ purpose: String) -> JSONOperation {
        JSONOperation(service: .dynamodb, target: "DynamoDB_20120810.\(name)", purpose: purpose)
    }

    /// A condition that failed because an earlier attempt of this very write had succeeded unheard.
    private static func ownWrite(_ failure: ServiceFailure, isRepeat: Bool, of item: DynamoDBItem) -> JSONValue? {
        guard isRepeat, failure.code == .conditionFailed, let root = try? JSONDocument(failure.body).root,
            let there = root["Item"], (try? DynamoDBAttribute.item(there)) == item
        else { return nil }
        return root
    }

    private static func writePlaceholders(of expressions: [DynamoDBExpression], to input: inout JSONWriter) {
        let names = expressions.reduce(into: [:]) { $0.merge($1.names) { first, _ in first } }
        let values = expressions.reduce(into: [:]) { $0.merge($1.values) { first, _ in first } }
        if !names.isEmpty {
            input.key("ExpressionAttributeNames")
            input.object { input in
                for (placeholder, name) in names.sorted(by: { $0.key < $1.key }) { input.member(placeholder, name) }
            }
        }
        if !values.isEmpty { input.member("ExpressionAttributeValues", item: values) }
    }
}
