import Diagnosis

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why the command line could not do its own part, such as writing what the libraries gave.
struct ToolError: DiagnosedError {
    /// The stable identifiers of this target's errors.
    enum Code: String, CaseIterable {
        /// A file, a folder or standard output cannot be written.
        case outputUnwritable = "output-unwritable"
        /// The program cannot be started once more, in a process of its own.
        case processUnstartable = "process-unstartable"
    }

    let diagnosis: Diagnosis
    let underlying: (any Error)?

    /// Names what cannot be written, and the system's reason.
    init(unwritable target: String, found: String, advice: String? = nil, underlying: (any Error)? = nil) {
        diagnosis = Diagnosis(
            code: Code.outputUnwritable.rawValue, what: "\(Diagnosis.excerpt(target)) cannot be written", found: found,
            advice: advice)
        self.underlying = underlying
    }

    /// Names a program that cannot be started, and the system's reason as `errno` has it.
    init(unstartable program: String, reason: Int32) {
        diagnosis = Diagnosis(
            code: Code.processUnstartable.rawValue, what: "\(Diagnosis.excerpt(program)) cannot be started",
            found: String(cString: strerror(reason)))
        underlying = nil
    }

    /// Puts Foundation's error for a file that cannot be written into words.
    init(_ error: CocoaError) {
        let reason = (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
        self.init(
            unwritable: error.filePath ?? "a file", found: reason ?? "Cocoa error \(error.code.rawValue)",
            underlying: error)
    }
}
