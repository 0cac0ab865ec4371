import Diagnosis
import JSONText

/// An error as Lambda passes it on to whoever invoked the function.
package struct InvocationFailure: Error, Sendable, Hashable {
    /// The type, such as `Function.ImageTooLarge`.
    ///
    /// Lambda's metrics and logs know types that start with `Function.` or `Runtime.` and go on with letters; others
    /// count as unknown.
    package let type: String
    /// One sentence for the invoker.
    package let message: String
    /// Where it happened, innermost first; empty as a rule, since paths of ours tell the invoker nothing.
    package let stackTrace: [String]

    /// Makes a failure.
    ///
    /// - Parameters:
    ///   - type: A name with or without `Function.` before it; what is neither letter nor digit is left out.
    ///   - message: One sentence for the invoker.
    ///   - stackTrace: Where it happened.
    package init(type: String, message: String, stackTrace: [String] = []) {
        let family = type.hasPrefix("Runtime.") ? "Runtime." : "Function."
        let name = (type.hasPrefix(family) ? type.dropFirst(family.count) : type[...])
            .filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        self.type = family + (name.isEmpty ? "Unknown" : name.prefix(1).uppercased() + name.dropFirst())
        self.message = message
        self.stackTrace = stackTrace
    }

    /// Describes whatever a handler threw.
    ///
    /// Diagnoses are written for readers outside, but their causes are not; of other errors only the type is told, since
    /// their texts may hold what nobody outside should read.
    package init(_ error: any Error) {
        switch error {
        case let failure as InvocationFailure: self = failure
        case let diagnosed as any DiagnosedError:
            let words = diagnosed.diagnosis.code.split(separator: "-")
            self.init(
                type: words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(), message: diagnosed.description)
        case is CancellationError: self.init(type: "Cancelled", message: "the work was cancelled")
        default: self.init(type: "Unknown", message: "the handler failed with \(Swift.type(of: error))")
        }
    }

    /// Tells why an event was not handled: in full what is wrong with the event, and of all else no more than the fact.
    init(_ reason: LambdaRuntimeError, requestID: String) {
        let failure = InvocationFailure(reason)
        let fact = "\(reason.diagnosis.what); the function's log tells why (request \(requestID))"
        self.init(type: failure.type, message: reason.code == .eventTooLarge ? failure.message : fact)
    }

    /// The document that the Runtime API takes.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("errorType", type)
            writer.member("errorMessage", message)
            writer.key("stackTrace")
            writer.array { writer in
                for line in stackTrace { writer.value(line) }
            }
        }
        return writer.bytes
    }
}
