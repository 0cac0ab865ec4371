/// A place in a document, cheap to copy; nothing is decoded until it is asked for.
package struct JSONValue: Sendable {
    /// What JSON knows.
    package enum Kind: Sendable, Hashable {
        /// Members in braces.
        case object
        /// Elements in brackets.
        case array
        /// Text in quotes.
        case string
        /// A number of any size and form.
        case number
        /// `true` or `false`.
        case boolean
        /// `null`.
        case null
    }

    let tape: JSONTape
    let index: Int

    /// What this value is.
    package var kind: Kind {
        switch node.kind {
        case .object: .object
        case .array: .array
        case .string: .string
        case .number: .number
        case .yes, .no: .boolean
        case .null: .null
        }
    }

    /// This value's own JSON text, a string's quotes included.
    package var text: ArraySlice<UInt8> {
        let text = tape.bytes[node.range]
        return tape.quotes == .plain ? text : text.unescaped[...]
    }

    /// How many bytes the value's text has where it stands, its escapes included; known without looking at it.
    package var textCount: Int { node.range.count }

    var node: JSONNode { tape.nodes[index] }

    /// The member with this key, the last of several; `nil` where this is no object or has no such member.
    ///
    /// Keys are compared byte by byte, after their escapes are resolved.
    package subscript(_ key: String) -> JSONValue? {
        var key = key
        var found: Int?
        key.withUTF8 { wanted in
            forEachMember { name in
                if name.isString(wanted) { found = name.index + 1 }
            }
        }
        return found.map { JSONValue(tape: tape, index: $0) }
    }

    /// The members in the order of the text, empty where this is no object.
    ///
    /// Each key is there once, as Swift compares strings: at its first place, with its last value.
    package var members: [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = []
        var places: [String: Int] = [:]
        forEachMember { name in
            let member = (key: name.string ?? "", value: JSONValue(tape: tape, index: name.index + 1))
            if let place = places[member.key] {
                members[place].value = member.value
            } else {
                places[member.key] = members.count
                members.append(member)
            }
        }
        return members
    }

    /// The elements in order, empty where this is no array.
    package var elements: [JSONValue] {
        guard node.kind == .array else { return [] }
        var elements: [JSONValue] = []
        var next = index + 1
        while next < node.next {
            elements.append(JSONValue(tape: tape, index: next))
            next = Int(tape.nodes[next].next)
        }
        return elements
    }

    /// Visits the keys; the value of a key is at the index after it.
    private func forEachMember(_ visit: (JSONValue) -> Void) {
        guard node.kind == .object else { return }
        var next = index + 1
        while next < node.next {
            visit(JSONValue(tape: tape, index: next))
            next = Int(tape.nodes[next + 1].next)
        }
    }
}
