/// The texts of an XML answer's innermost elements, by name: all that is read of S3's errors and of STS.
///
/// This is no XML parser: it knows no namespaces, attributes or CDATA, and defines no entities. It reads once from
/// front to back, and stops where the answer is no longer plain.
package struct XMLTags: Sendable {
    /// The most elements that are looked at.
    private static let maximumCount = 500

    private var texts: [String: String] = [:]

    /// Reads an answer.
    package init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        var open: (name: ArraySlice<UInt8>, text: ArraySlice<UInt8>.Index)?
        for _ in 0..<Self.maximumCount {
            guard let start = rest.firstIndex(of: UInt8(ascii: "<")),
                let end = rest[start...].firstIndex(of: UInt8(ascii: ">"))
            else { return }
            let tag = rest[(start + 1)..<end]
            if tag.first == UInt8(ascii: "/") {
                if let open, open.name == tag.dropFirst() { keep(open.name, bytes[open.text..<start]) }
                open = nil
            } else {
                let name = tag.prefix { $0 != UInt8(ascii: " ") }
                let isElement = tag.first.map { !"?!".utf8.contains($0) } ?? false && tag.last != UInt8(ascii: "/")
                open = isElement ? (name, end + 1) : nil
            }
            rest = rest[(end + 1)...]
        }
    }

    /// The text of the first innermost element of this name.
    package subscript(_ name: String) -> String? { texts[name] }

    private mutating func keep(_ name: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) {
        let name = String(decoding: name, as: UTF8.self)
        if texts[name] == nil { texts[name] = Self.unescaped(String(decoding: text, as: UTF8.self)) }
    }

    /// With the five entities of XML read; anything else that starts with `&` stays as it is.
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let entities = ["lt": "<", "gt": ">", "quot": "\"", "apos": "'", "amp": "&"]
        let parts = text.split(separator: "&", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: String(parts[0])) { result, part in
            let name = part.prefix { $0 != ";" }
            if name.endIndex < part.endIndex, let character = entities[String(name)] {
                result += character + part[part.index(after: name.endIndex)...]
            } else {
                result += "&" + part
            }
        }
    }
}
