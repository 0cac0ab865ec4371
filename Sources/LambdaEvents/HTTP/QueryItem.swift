import JSONText

/// A parameter of a request's query, decoded.
package struct QueryItem: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The value, empty where the parameter has none.
    package let value: String

    /// Makes a parameter.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension QueryItem {
    /// Reads a query as it stands in an address, such as `a=1&b=two%20words&c`.
    ///
    /// Bytes are compared, not characters: an accent after `&` does not make another character of it.
    static func parse(_ query: String) -> [QueryItem] {
        query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            return QueryItem(
                name: FormEncoding.decode(Substring(pair[..<equals])),
                value: FormEncoding.decode(Substring(pair[equals...].dropFirst())))
        }
    }

    /// Reads the parameters of events that hold them in objects: lists of values where there are any, else single ones.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - areEncoded: Whether its sender passes names and values on as they stood in the address.
    /// - Returns: The parameters in the order of the objects.
    static func read(_ event: JSONValue, areEncoded: Bool) -> [QueryItem] {
        let decode = { (text: String) in areEncoded ? FormEncoding.decode(text) : text }
        let lists = event["multiValueQueryStringParameters"]?.members ?? []
        let members = lists.isEmpty ? event["queryStringParameters"]?.members ?? [] : lists
        return members.flatMap { name, value in
            (value.kind == .array ? value.elements : [value]).compactMap(\.string).map { text in
                QueryItem(name: decode(name), value: decode(text))
            }
        }
    }
}
