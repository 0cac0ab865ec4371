#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The environment variable in which libraries look for the tracing that the event in work belongs to.
///
/// `setenv` must not be used for it: it may move the environment while other threads read any variable, and it never
/// gives old values back, so that a busy function would grow. This variable enters the environment once, and after that
/// only its own bytes change, between events, while no handler is at work. Where a handler was given up and reads them
/// all the same, it may read parts of two values; the zero behind them stays.
package final class TraceVariable: Sendable {
    /// The variable that Lambda's own runtimes set (AWS documentation, "Building a custom runtime"); making it changes the
    /// environment, which should be done before threads are started.
    package static let ofLambda = TraceVariable("_X_AMZN_TRACE_ID")

    /// The longest value in bytes; headers have about 100.
    private static let maximumBytes = 1_000

    /// The environment refers to it for good.
    nonisolated(unsafe) private let value: UnsafeMutablePointer<CChar>

    private init(_ name: String) {
        let start = Array("\(name)=".utf8CString.dropLast())
        let entry = UnsafeMutablePointer<CChar>.allocate(capacity: start.count + Self.maximumBytes + 1)
        entry.initialize(repeating: 0, count: start.count + Self.maximumBytes + 1)
        entry.update(from: start, count: start.count)
        value = entry + start.count
        putenv(entry)
    }

    /// Tells the tracing of the next event.
    ///
    /// - Parameter trace: The tracing's header. Where there is none, or one that cannot be, the variable is empty, which
    ///   libraries take as not set.
    func set(_ trace: String?) {
        let bytes = trace.map { $0.utf8CString.dropLast() } ?? []
        let length = bytes.count <= Self.maximumBytes ? bytes.count : 0
        for (place, byte) in bytes.prefix(length).enumerated() { value[place] = byte }
        (value + length).update(repeating: 0, count: Self.maximumBytes - length)
    }
}
