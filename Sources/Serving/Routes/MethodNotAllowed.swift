import Diagnosis

/// A path is known, and the method is not; the answer names those that are.
struct MethodNotAllowed: DiagnosedError {
    /// The methods that the path knows, as the `Allow` header has them.
    let allowed: String
    let diagnosis: Diagnosis
    var underlying: (any Error)? { nil }

    init(_ method: String, allowed: [String]) {
        self.allowed = allowed.joined(separator: ", ")
        diagnosis = Diagnosis(
            code: ServingError.Code.methodNotAllowed.rawValue, what: "the path does not know this method",
            expected: self.allowed, found: Diagnosis.excerpt(method, limit: 20))
    }
}

extension ServiceRequest {
    /// Whether the request only reads.
    var isReading: Bool { method == "GET" || method == "HEAD" }

    /// Refuses methods that a path does not know.
    func allow(_ methods: [String]) throws(MethodNotAllowed) {
        guard methods.contains(method) else { throw MethodNotAllowed(method, allowed: methods) }
    }
}
