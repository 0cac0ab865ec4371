#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Something that went wrong without ending the loop.
package struct RuntimeReport: Sendable {
    /// What went wrong.
    package let error: LambdaRuntimeError
    /// The invocation that it happened to; `nil` where it was between two.
    package let requestID: String?
    /// Whether the handler has no part in the invocation's answer: it was never asked, or it fell silent.
    package let isUnhandled: Bool

    /// Joins the facts.
    init(_ error: LambdaRuntimeError, requestID: String? = nil, isUnhandled: Bool = false) {
        self.error = error
        self.requestID = requestID
        self.isUnhandled = isUnhandled
    }

    /// Writes a report to standard error, as a line of text.
    package static func write(_ report: RuntimeReport) {
        let line = "\(report.error)".split(separator: "\n").joined(separator: ";") + "\n"
        _ = Array(line.utf8).withUnsafeBytes { bytes in
            #if canImport(Glibc)
            Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            #elseif canImport(Musl)
            Musl.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            #else
            Darwin.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
            #endif
        }
    }
}
