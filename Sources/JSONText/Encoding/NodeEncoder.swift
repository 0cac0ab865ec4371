/// Hands the containers of a node to a value that describes itself.
struct NodeEncoder: Encoder {
    let node: EncodedNode
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedContainer(members: node.members()))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { UnkeyedContainer(elements: node.elements()) }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleContainer(node: node) }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let members: EncodedMembers
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { _ = members.add(key.stringValue) }

    func encode(_ value: some Encodable, forKey key: Key) throws { try members.add(key.stringValue).encode(value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        NodeEncoder(node: members.add(key.stringValue)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        NodeEncoder(node: members.add(key.stringValue)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { NodeEncoder(node: members.add("super")) }

    func superEncoder(forKey key: Key) -> any Encoder { NodeEncoder(node: members.add(key.stringValue)) }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
    let elements: EncodedElements
    var codingPath: [any CodingKey] { [] }
    var count: Int { elements.nodes.count }

    func encodeNil() { _ = elements.add() }

    func encode(_ value: some Encodable) throws { try elements.add().encode(value) }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        NodeEncoder(node: elements.add()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        NodeEncoder(node: elements.add()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { NodeEncoder(node: elements.add()) }
}

private struct SingleContainer: SingleValueEncodingContainer {
    let node: EncodedNode
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { node.content = .null }

    func encode(_ value: some Encodable) throws { try node.encode(value) }
}
