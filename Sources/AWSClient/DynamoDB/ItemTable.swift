/// Items under keys, with conditions that make writers agree: DynamoDB, and whatever stands in for it.
package protocol ItemTable: Sendable {
    /// Writes an item, over one with the same key.
    ///
    /// A lost answer makes the item go out again. Where the condition then fails because of the item itself, the write
    /// counts as done; so an item that somebody else might write alike should hold a mark of its writer.
    ///
    /// - Parameters:
    ///   - item: The item, with its key.
    ///   - table: The table's name.
    ///   - condition: What must be so for the item that is there.
    /// - Throws: ``AWSError``, such as `aws-condition-failed`; `CancellationError`.
    func put(_ item: DynamoDBItem, into table: String, condition: DynamoDBExpression?) async throws

    /// Reads an item as it is after all writes that have ended.
    ///
    /// - Parameters:
    ///   - key: The key's attributes.
    ///   - table: The table's name.
    /// - Returns: The item, or `nil` where there is none.
    /// - Throws: ``AWSError``, `CancellationError`.
    func get(_ key: DynamoDBItem, from table: String) async throws -> DynamoDBItem?

    /// Changes an item, or makes it.
    ///
    /// A lost answer makes the change happen again, so it has to be one that does no harm twice: `SET`, not `ADD`.
    ///
    /// - Parameters:
    ///   - key: The key's attributes.
    ///   - table: The table's name.
    ///   - change: An update expression, such as `SET #s = :done`.
    ///   - condition: What must be so for the item that is there.
    /// - Returns: The item after the change.
    /// - Throws: ``AWSError``, such as `aws-condition-failed`; `CancellationError`.
    @discardableResult
    func update(
        _ key: DynamoDBItem, in table: String, change: DynamoDBExpression, condition: DynamoDBExpression?
    ) async throws -> DynamoDBItem
}

/// An expression in DynamoDB's language, and what its placeholders stand for.
package struct DynamoDBExpression: Sendable, Hashable {
    /// The expression, such as `attribute_not_exists(#id)`.
    package var text: String
    /// Attribute names by placeholders such as `#id`.
    package var names: [String: String]
    /// Values by placeholders such as `:now`.
    package var values: DynamoDBItem

    /// Makes an expression.
    package init(_ text: String, names: [String: String] = [:], values: DynamoDBItem = [:]) {
        self.text = text
        self.names = names
        self.values = values
    }
}
