#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The variables that configure access to AWS: the process' own, or some that a test makes up.
package struct AWSEnvironment: Sendable {
    private let lookup: @Sendable (String) -> String?

    /// The variables of this process.
    package static let process = AWSEnvironment { name in getenv(name).map { String(cString: $0) } }

    /// These variables and no others.
    package init(_ variables: [String: String]) { lookup = { variables[$0] } }

    private init(_ lookup: @escaping @Sendable (String) -> String?) { self.lookup = lookup }

    /// The same variables, but for one.
    package func setting(_ name: String, to value: String) -> AWSEnvironment {
        let lookup = lookup
        return AWSEnvironment { $0 == name ? value : lookup($0) }
    }

    /// A variable's value; one that is set to nothing counts as absent, as it does for AWS' own tools.
    package subscript(_ name: String) -> String? {
        lookup(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
