import Diagnosis
import JSONText

/// A value of a DynamoDB item, read from the form that names each value's type.
///
/// Source: "AttributeValue" in the Amazon DynamoDB API Reference.
indirect enum AttributeValue {
    /// `S`, and `B`, which stays base64.
    case string(String)
    /// `N`, in the digits it came in: no `Double` holds all 38.
    case number(String)
    /// `BOOL`.
    case boolean(Bool)
    /// `NULL`.
    case null
    /// `L`, and the sets `SS`, `NS` and `BS`, which JSON has no other form for.
    case list([AttributeValue])
    /// `M`.
    case map([(name: String, value: AttributeValue)])

    /// Reads a map of attributes, such as an item.
    ///
    /// - Throws: ``LambdaEventsError`` with `message-malformed`.
    init(map attributes: JSONValue) throws(LambdaEventsError) {
        guard attributes.kind == .object else { throw Self.malformed("a map") }
        var members: [(name: String, value: AttributeValue)] = []
        for (name, value) in attributes.members { members.append((name, try AttributeValue(value))) }
        self = .map(members)
    }

    private init(_ attribute: JSONValue) throws(LambdaEventsError) {
        let members = attribute.members
        guard members.count == 1, let (type, value) = members.first else { throw Self.malformed("one type a value") }
        switch type {
        case "S", "B": self = .string(try Self.text(value))
        case "N": self = .number(try Self.digits(value))
        case "BOOL":
            guard let boolean = value.boolean else { throw Self.malformed("true or false in BOOL") }
            self = .boolean(boolean)
        case "NULL": self = .null
        case "M": try self.init(map: value)
        case "L": self = try Self.list(value) { element throws(LambdaEventsError) in try AttributeValue(element) }
        case "SS", "BS":
            self = try Self.list(value) { element throws(LambdaEventsError) in .string(try Self.text(element)) }
        case "NS":
            self = try Self.list(value) { element throws(LambdaEventsError) in .number(try Self.digits(element)) }
        default: throw Self.malformed("a type of DynamoDB", found: type)
        }
    }

    private static func list(
        _ value: JSONValue, of read: (JSONValue) throws(LambdaEventsError) -> AttributeValue
    ) throws(LambdaEventsError) -> AttributeValue {
        guard value.kind == .array else { throw malformed("an array in a list or set") }
        return .list(try value.elements.map(read))
    }

    private static func text(_ value: JSONValue) throws(LambdaEventsError) -> String {
        guard let text = value.string else { throw malformed("a string in S or B") }
        return text
    }

    /// A number's text goes into the document as it is, so it has to be one.
    private static func digits(_ value: JSONValue) throws(LambdaEventsError) -> String {
        if let bytes = value.stringBytes, let document = try? JSONDocument(bytes), document.root.kind == .number {
            return String(decoding: document.root.text, as: UTF8.self)
        }
        throw malformed("a number, as a string, in N")
    }

    private static func malformed(_ expected: String, found: String? = nil) -> LambdaEventsError {
        LambdaEventsError(
            .messageMalformed, "an item's attribute is malformed", expected: expected,
            found: found.map { Diagnosis.excerpt($0, limit: 20) })
    }

    /// Writes the value as plain JSON.
    func write(into writer: inout JSONWriter) {
        switch self {
        case .string(let text): writer.value(text)
        case .number(let digits): writer.value(raw: digits.utf8)
        case .boolean(let boolean): writer.value(boolean)
        case .null: writer.null()
        case .list(let values):
            writer.array { writer in for value in values { value.write(into: &writer) } }
        case .map(let members):
            writer.object { writer in
                for (name, value) in members {
                    writer.key(name)
                    value.write(into: &writer)
                }
            }
        }
    }
}
