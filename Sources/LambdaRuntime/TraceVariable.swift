#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The environment variable in which tracing libraries look for the invocation's X-Ray header.
enum TraceVariable {
    private static let name = "_X_AMZN_TRACE_ID"

    /// Makes room in the environment while no other thread reads it: what is set later replaces this, and does not
    /// move the table under somebody's feet.
    static func reserve() {
        set(nil)
    }

    /// Sets the header, or empties the variable where there is none.
    static func set(_ traceID: String?) {
        setenv(name, traceID ?? "", 1)
    }
}
