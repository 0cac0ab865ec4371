/// An error that explains itself: each target of this package has exactly one.
public protocol DiagnosedError: Error, CustomStringConvertible {
    /// The facts, ready for people and programs.
    var diagnosis: Diagnosis { get }
    /// The error that caused this one, where there was one.
    var underlying: (any Error)? { get }
}

extension DiagnosedError {
    /// The diagnosis as text of at most three lines.
    public var description: String { diagnosis.description }
}
