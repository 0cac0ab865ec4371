import Diagnosis

/// Typed reading of settings; each failure names the setting and what it may be.
struct Settings {
    private let values: [String: String]

    /// Reads from these values; a setting of nothing but white space counts as not set.
    init(_ values: [String: String]) {
        self.values = values
    }

    /// The text of a setting, without white space around it; `nil` where it is not set.
    func text(_ name: String) -> String? {
        guard let value = values[name] else { return nil }
        let trimmed = value.drop(while: \.isWhitespace)
        guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(trimmed[...last])
    }

    /// The parts of a comma-separated setting, without empty ones.
    func list(_ name: String) -> [String]? {
        text(name)?.split(separator: ",").map { Settings(["": String($0)]).text("") ?? "" }.filter { !$0.isEmpty }
    }

    /// The parts of a comma-separated setting, each of which can be what is expected.
    func list(
        _ name: String, of expected: String, _ isPossible: (String) -> Bool
    ) throws(ServingError) -> [String]? {
        guard let parts = list(name) else { return nil }
        guard parts.allSatisfy(isPossible), !parts.isEmpty else { throw invalid(name, expected: expected) }
        return parts
    }

    /// A whole number in a range.
    func integer(_ name: String, in range: ClosedRange<Int>) throws(ServingError) -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw invalid(name, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A number from 0 to 1.
    func fraction(_ name: String) throws(ServingError) -> Float? {
        guard let text = text(name) else { return nil }
        guard let value = Float(text), 0...1 ~= value else {
            throw invalid(name, expected: "a number from 0 to 1")
        }
        return value
    }

    /// `true` or `false`, also as `1`, `0`, `on`, `off`, `yes` and `no`.
    func flag(_ name: String) throws(ServingError) -> Bool? {
        guard let text = text(name) else { return nil }
        switch text.lowercased() {
        case "true", "1", "on", "yes": return true
        case "false", "0", "off", "no": return false
        default: throw invalid(name, expected: "true or false")
        }
    }

    /// One of the cases of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, of type: Choice.Type = Choice.self
    ) throws(ServingError) -> Choice? where Choice.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let choice = Choice(rawValue: text.lowercased()) else {
            throw invalid(name, expected: Choice.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    /// The error of a setting with a value that it cannot have.
    func invalid(_ name: String, expected: String) -> ServingError {
        ServingError(
            .settingInvalid, "the setting \(name) has a value that it cannot have", expected: expected,
            found: text(name).map { Diagnosis.excerpt($0, limit: 80) },
            advice: "change or remove the environment variable \(name)")
    }
}
