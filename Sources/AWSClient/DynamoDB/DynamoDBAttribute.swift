import JSONText

/// A value as DynamoDB keeps it.
package enum DynamoDBAttribute: Sendable, Hashable {
    /// Text.
    case string(String)
    /// A decimal number of up to 38 digits, as text, so that none is lost.
    case number(String)
    /// Bytes.
    case binary([UInt8])
    /// True or false.
    case boolean(Bool)
    /// Nothing.
    case null
    /// Values in order.
    case list([DynamoDBAttribute])
    /// Values by name.
    case map([String: DynamoDBAttribute])

    /// A whole number.
    package static func integer(_ value: Int) -> DynamoDBAttribute { .number(String(value)) }

    /// The text, or `nil` where this is something else.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The whole number, or `nil` where this is something else.
    package var integer: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }
}

/// Values by name: what a table has under one key.
package typealias DynamoDBItem = [String: DynamoDBAttribute]

extension DynamoDBAttribute {
    /// Reads `{"S": "text"}`.
    ///
    /// - Throws: `aws-response-invalid` where it is nothing that DynamoDB is asked for here.
    init(_ json: JSONValue) throws(AWSError) {
        guard let (kind, value) = json.members.first, json.members.count == 1 else { throw Self.unreadable() }
        switch (kind, value.kind) {
        case ("S", .string): self = .string(value.string ?? "")
        case ("N", .string): self = .number(value.string ?? "")
        case ("B", .string): self = .binary(try Self.bytes(value))
        case ("BOOL", .boolean): self = .boolean(value.boolean ?? false)
        case ("NULL", .boolean): self = .null
        case ("L", .array): self = .list(try value.elements.map { value throws(AWSError) in try Self(value) })
        case ("SS", .array): self = .list(value.elements.map { .string($0.string ?? "") })
        case ("NS", .array): self = .list(value.elements.map { .number($0.string ?? "") })
        case ("M", .object): self = .map(try Self.item(value))
        default: throw Self.unreadable()
        }
    }

    /// Reads an item.
    ///
    /// - Throws: `aws-response-invalid`.
    static func item(_ json: JSONValue) throws(AWSError) -> DynamoDBItem {
        var item: DynamoDBItem = [:]
        for (name, value) in json.members { item[name] = try DynamoDBAttribute(value) }
        return item
    }

    /// Writes `{"S": "text"}`.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .string(let text): writer.member("S", text)
            case .number(let digits): writer.member("N", digits)
            case .boolean(let value): writer.member("BOOL", value)
            case .null: writer.member("NULL", true)
            case .binary(let bytes):
                writer.key("B")
                writer.value(base64: bytes)
            case .list(let values):
                writer.key("L")
                writer.array { writer in values.forEach { $0.write(to: &writer) } }
            case .map(let values): writer.member("M", item: values)
            }
        }
    }

    private static func bytes(_ json: JSONValue) throws(AWSError) -> [UInt8] {
        do {
            return try json.base64Decoded(maximumBytes: 1 << 20)
        } catch {
            throw unreadable(error)
        }
    }

    private static func unreadable(_ cause: (any Error)? = nil) -> AWSError {
        AWSError(.responseInvalid, "DynamoDB sent a value of an unknown kind", underlying: cause)
    }
}

extension JSONWriter {
    /// Writes an item as a member, in the order of names.
    mutating func member(_ name: String, item: DynamoDBItem) {
        key(name)
        object { writer in
            for (name, value) in item.sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                value.write(to: &writer)
            }
        }
    }
}
