extension WebAddress {
    /// Takes an authority apart.
    static func hostAndPort(_ authority: Substring) throws(ServingError) -> (WebHost, Int?) {
        guard !authority.contains("@") else {
            throw invalid("has a user name or password", advice: "leave out what stands before the @")
        }
        let closing = authority.hasPrefix("[") ? authority.firstIndex(of: "]") : nil
        let colon = authority[(closing ?? authority.startIndex)...].firstIndex(of: ":")
        let host = try WebHost(authority[..<(colon ?? authority.endIndex)])
        guard let colon else { return (host, nil) }
        let digits = authority[authority.index(after: colon)...]
        guard digits.utf8.allSatisfy(URLCharacters.isDigit), digits.utf8.count <= 5, !digits.hasPrefix("0"),
            let port = UInt16(digits)
        else { throw invalid("has no valid port", expected: "a number from 1 to 65535") }
        return (host, Int(port))
    }

    /// The path without `.` and `..` (RFC 3986 section 5.2.4), also where they are percent-encoded.
    static func removingDotSegments(_ path: String) -> String {
        var kept: [Substring] = []
        var endsInFolder = true
        for segment in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let dots = dotCount(segment)
            if dots == 2 { _ = kept.popLast() }
            if dots == 0 { kept.append(segment) }
            endsInFolder = dots > 0
        }
        return "/" + kept.joined(separator: "/") + (endsInFolder && !kept.isEmpty ? "/" : "")
    }

    /// 1 or 2 where the segment is nothing but so many dots, else 0.
    private static func dotCount(_ segment: Substring) -> Int {
        switch segment.lowercased() {
        case ".", "%2e": 1
        case "..", ".%2e", "%2e.", "%2e%2e": 2
        default: 0
        }
    }

    /// The error of an address that is none; it does not show the address, which may hold a secret.
    static func invalid(_ fault: String, expected: String? = nil, advice: String? = nil) -> ServingError {
        ServingError(
            .urlInvalid, "the address \(fault)", expected: expected ?? "https://host/path", advice: advice)
    }
}
