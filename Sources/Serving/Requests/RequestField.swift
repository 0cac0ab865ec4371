import Diagnosis
import JSONText

/// The value of an option, which a body has as JSON and a query or a form as text.
enum RequestField {
    /// From a JSON body.
    case json(JSONValue)
    /// From a query or a form.
    case text(String)

    /// The value as a number.
    var number: Double? {
        switch self {
        case .json(let value): value.number ?? value.string.flatMap(Double.init)
        case .text(let text): Double(text)
        }
    }

    /// The value as a whole number.
    var integer: Int? {
        switch self {
        case .json(let value): value.integer ?? value.string.flatMap { Int($0) }
        case .text(let text): Int(text)
        }
    }

    /// The value as text.
    var string: String? {
        switch self {
        case .json(let value): value.string
        case .text(let text): text
        }
    }

    /// The value as a truth; a parameter without a value, as in `?annotated`, is true.
    var flag: Bool? {
        if case .json(let value) = self, let flag = value.boolean { return flag }
        switch string?.lowercased() {
        case "true", "1", "yes", "": return true
        case "false", "0", "no": return false
        default: return nil
        }
    }

    /// The value as a list of names or numbers: a JSON array, or text with commas.
    var list: [String]? {
        if case .json(let value) = self, value.kind == .array {
            let names = value.elements.compactMap { $0.string ?? $0.integer.map { "\($0)" } }
            return names.count == value.elements.count ? names : nil
        }
        return string?.split(separator: ",").map { String($0) }
    }

    /// The value as error messages show it: of long ones, which may be pictures, only what they are.
    var excerpt: String {
        switch self {
        case .json(let value) where value.text.count > 60: "\(value.kind)"
        case .json(let value): Diagnosis.excerpt(String(decoding: value.text, as: UTF8.self), limit: 60)
        case .text(let text): Diagnosis.excerpt(text, limit: 60)
        }
    }
}
