/// Header fields in their order; names are the same whatever their case.
///
/// A name that is no token of RFC 9110 is left out, and control characters in a value become spaces: no field can end
/// early and begin another one.
package struct HTTPFields: Sendable {
    /// All fields, each with one of its values.
    package private(set) var all: [(name: String, value: String)] = []

    /// Makes an empty list.
    package init() {}

    /// The values of a field, joined by commas as RFC 9110 reads them; `nil` where there is no such field.
    ///
    /// Setting a value replaces all that were there.
    package subscript(_ name: String) -> String? {
        get {
            let values = values(name)
            return values.isEmpty ? nil : values.joined(separator: ", ")
        }
        set {
            all.removeAll { Self.isSame($0.name, name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// The values of a field, in their order.
    package func values(_ name: String) -> [String] {
        all.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Adds a value, after those that the field has.
    package mutating func add(_ name: String, _ value: String) {
        guard Self.isToken(name) else { return }
        all.append((name, Self.withoutControls(value)))
    }

    /// The fields by name, in the order of their first values, each under the name it came with first.
    var grouped: [(name: String, values: [String])] {
        var groups: [(name: String, values: [String])] = []
        var places: [String: Int] = [:]
        for (name, value) in all {
            let key = name.lowercased()
            if let place = places[key] {
                groups[place].values.append(value)
            } else {
                places[key] = groups.count
                groups.append((name, [value]))
            }
        }
        return groups
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count && one.lowercased() == other.lowercased()
    }

    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    private static func withoutControls(_ value: String) -> String {
        let isControl = { (byte: UInt8) in (byte < 0x20 && byte != 0x09) || byte == 0x7F }
        guard value.utf8.contains(where: isControl) else { return value }
        return String(decoding: value.utf8.map { isControl($0) ? 0x20 : $0 }, as: UTF8.self)
    }
}
