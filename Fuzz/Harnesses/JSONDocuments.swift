import JSONText

/// Reads a document, asks every value for everything, and reads it again from what was written of it and from inside a
/// string.
func fuzzJSONDocument(_ bytes: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(bytes) else {
        requireRefusedInString(bytes)
        return true
    }
    askForEverything(document.root)
    var writer = JSONWriter()
    write(document.root, to: &writer)
    let written = writer.bytes
    guard let copy = try? JSONDocument(written) else {
        return {
            require(false, "what is written is JSON"); return true
        }()
    }
    require(isSame(document.root, copy.root), "what is written is read")
    var outer = JSONWriter()
    outer.value(String(decoding: bytes, as: UTF8.self))
    let inner = try? JSONDocument(outer.bytes).root.document()
    require(inner.map { isSame($0.root, document.root) } ?? false, "a document in a string is the same")
    return true
}

private func requireRefusedInString(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(bytes) else { return }
    var outer = JSONWriter()
    outer.value(text)
    let inner = try? JSONDocument(outer.bytes).root.document()
    require(inner == nil, "what is refused is refused in a string")
}

private func askForEverything(_ value: JSONValue) {
    _ = value.string
    _ = value.integer
    _ = value.number
    _ = value.boolean
    _ = try? value.base64Decoded(maximumBytes: 1 << 16)
    _ = try? value.document()
    require(!value.text.isEmpty, "each value has a text")
    for element in value.elements { askForEverything(element) }
    for member in value.members {
        require(value[member.key] != nil, "each member is found by its key")
        askForEverything(member.value)
    }
}

private func write(_ value: JSONValue, to writer: inout JSONWriter) {
    switch value.kind {
    case .object:
        writer.object { writer in
            for member in value.members {
                writer.key(member.key)
                write(member.value, to: &writer)
            }
        }
    case .array: writer.array { writer in for element in value.elements { write(element, to: &writer) } }
    case .string: writer.value(value.string ?? "")
    case .number: if let number = value.number { writer.value(number) } else { writer.value(raw: value.text) }
    case .boolean: writer.value(value.boolean ?? false)
    case .null: writer.null()
    }
}

private func isSame(_ first: JSONValue, _ second: JSONValue) -> Bool {
    guard first.kind == second.kind else { return false }
    return first.string == second.string && first.number == second.number && first.boolean == second.boolean
        && first.elements.count == second.elements.count && zip(first.elements, second.elements).allSatisfy(isSame)
        && first.members.map(\.key) == second.members.map(\.key)
        && zip(first.members, second.members).allSatisfy { isSame($0.value, $1.value) }
}
