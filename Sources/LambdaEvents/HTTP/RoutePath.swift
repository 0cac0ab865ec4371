import JSONText

/// The path of a request as the function's own routes know it, without what stands before it in the sender's address:
/// the name of a stage, or the base path under which a custom domain has the API.
///
/// A REST API leaves the stage out of `path` and a base path in it; an HTTP API puts the stage, or the base path, before
/// `rawPath`. What came before is told by the route that matched, which the event names as a template.
struct RoutePath {
    /// The path as the event has it.
    let path: String
    /// The template of the route, such as `/models/{model}/{rest+}`; `nil` where the event names none.
    let template: Substring?
    /// What stands in the path for the template's parameters.
    let parameters: JSONValue?

    /// The path from where the route begins; `nil` where that cannot be told.
    var fromRoute: String? {
        guard let template, template.hasPrefix("/") else { return nil }
        let segments = Self.segments(of: path[...])
        var place = segments.count
        for part in Self.segments(of: template).reversed() {
            guard let count = segmentCount(of: part), count <= place else { return nil }
            place -= count
            guard part.hasPrefix("{") || segments[place] == part else { return nil }
        }
        guard place > 0 else { return path }
        let rest = "/" + segments[place...].joined(separator: "/")
        return path.hasSuffix("/") && rest != "/" ? rest + "/" : rest
    }

    /// How many segments of a path a part of a template stands for.
    private func segmentCount(of part: Substring) -> Int? {
        guard part.hasPrefix("{"), part.hasSuffix("+}") else { return 1 }
        return parameters?[String(part.dropFirst().dropLast(2))]?.string.map { Self.segments(of: $0[...]).count }
    }

    /// What stands between slashes, compared as bytes: a slash with an accent after it is one too.
    private static func segments(of path: Substring) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
    }

    /// What stands before the end of a path; empty where it does not end so, or would name a host.
    static func base(of path: String, before end: String) -> String {
        let end = end == "/" ? "" : end
        guard path.utf8.suffix(end.utf8.count).elementsEqual(end.utf8) else { return "" }
        let base = path.utf8.dropLast(end.utf8.count)
        // Browsers take a backslash for a slash.
        guard !base.starts(with: "//".utf8), !base.starts(with: "/\\".utf8) else { return "" }
        return String(Substring(base.last == UInt8(ascii: "/") ? base.dropLast() : base))
    }

    /// The path without the name of a stage at its beginning.
    func without(stage: String?) -> String {
        guard let stage, stage != "$default", path.utf8.starts(with: "/\(stage)".utf8) else { return path }
        let rest = path.utf8.dropFirst(stage.utf8.count + 1)
        guard let next = rest.first else { return "/" }
        return next == UInt8(ascii: "/") ? String(Substring(rest)) : path
    }
}
