import JSONText

extension JSONValue {
    /// The text of a member that may be missing; senders also leave it empty, which says as little.
    func text(_ key: String) -> String? {
        self[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The text of a member that this sender always sends.
    ///
    /// - Throws: ``LambdaEventsError`` with `event-malformed` where it is missing, empty or no string.
    func required(_ key: String, in place: String) throws(LambdaEventsError) -> String {
        if let text = self[key]?.string, !text.isEmpty { return text }
        throw LambdaEventsError(.eventMalformed, "\(place) has no \(key)", expected: "a string that is not empty")
    }

    /// An object among the members that this sender always sends.
    ///
    /// - Throws: ``LambdaEventsError`` with `event-malformed` where it is missing or no object.
    func requiredObject(_ key: String, in place: String) throws(LambdaEventsError) -> JSONValue {
        if let value = self[key], value.kind == .object { return value }
        throw LambdaEventsError(.eventMalformed, "\(place) has no \(key)", expected: "an object")
    }
}
