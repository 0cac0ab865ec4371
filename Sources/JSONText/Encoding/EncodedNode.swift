/// A value of a document that an `Encodable` builds part by part, in any order.
final class EncodedNode {
    /// What the value is, so far.
    enum Content {
        case null
        case scalar((inout JSONWriter) -> Void)
        case object(EncodedMembers)
        case array(EncodedElements)
    }

    var content = Content.null

    /// A value that nothing has been said about, which is `null`.
    init() {}

    /// Lets a value describe itself.
    convenience init(_ value: some Encodable) throws {
        self.init()
        try encode(value)
    }

    /// Takes a value: numbers and text as they are, others as they describe themselves.
    func encode(_ value: some Encodable) throws {
        switch value {
        case let text as String: content = .scalar { $0.value(text) }
        case let truth as Bool: content = .scalar { $0.value(truth) }
        case let number as Double: content = .scalar { $0.value(number) }
        case let number as Float: content = .scalar { $0.value(number) }
        case let integer as any BinaryInteger: content = .scalar { $0.value(raw: "\(integer)".utf8) }
        default: try value.encode(to: NodeEncoder(node: self))
        }
    }

    /// The members of this object, which it becomes.
    func members() -> EncodedMembers {
        if case .object(let members) = content { return members }
        let members = EncodedMembers()
        content = .object(members)
        return members
    }

    /// The elements of this array, which it becomes.
    func elements() -> EncodedElements {
        if case .array(let elements) = content { return elements }
        let elements = EncodedElements()
        content = .array(elements)
        return elements
    }

    /// Writes the value as it is now.
    func write(to writer: inout JSONWriter) {
        switch content {
        case .null: writer.null()
        case .scalar(let write): write(&writer)
        case .object(let members): writer.object { members.write(to: &$0) }
        case .array(let elements):
            writer.array { writer in
                for element in elements.nodes { element.write(to: &writer) }
            }
        }
    }
}

/// The members of an object, in the order in which they came.
final class EncodedMembers {
    private var members: [(key: String, value: EncodedNode)] = []

    /// Adds a member.
    func add(_ key: String) -> EncodedNode {
        let node = EncodedNode()
        members.append((key, node))
        return node
    }

    /// Writes keys and values.
    func write(to writer: inout JSONWriter) {
        for (key, value) in members {
            writer.key(key)
            value.write(to: &writer)
        }
    }
}

/// The elements of an array.
final class EncodedElements {
    private(set) var nodes: [EncodedNode] = []

    /// Adds an element.
    func add() -> EncodedNode {
        let node = EncodedNode()
        nodes.append(node)
        return node
    }
}
