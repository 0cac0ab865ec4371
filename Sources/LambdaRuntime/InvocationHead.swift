import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the header fields of an answer to `next` say about an invocation, before its body has been read.
struct InvocationHead {
    /// Lambda's name for this invocation, fit to stand in a path.
    let requestID: String
    /// When Lambda ends the function.
    let deadline: ContinuousClock.Instant
    /// What came along.
    let context: Invocation.Context

    /// Lambda's longest timeout, in milliseconds: where no deadline was told, or one that cannot be.
    private static let longestTimeout: Int64 = 900_000

    /// Reads the fields that Lambda sets.
    ///
    /// - Throws: `LambdaRuntimeError` with `answer-malformed` where there is no usable request ID.
    init(_ head: AnswerHead) throws(LambdaRuntimeError) {
        guard let requestID = head["lambda-runtime-aws-request-id"], Self.isIdentifier(requestID) else {
            throw LambdaRuntimeError(
                .answerMalformed, "the Runtime API's answer names no invocation",
                expected: "a header Lambda-Runtime-Aws-Request-Id of letters, digits and hyphens",
                found: head["lambda-runtime-aws-request-id"].map { Diagnosis.excerpt($0) } ?? "none")
        }
        self.requestID = requestID
        deadline = Self.deadline(head["lambda-runtime-deadline-ms"].flatMap { Int64($0) })
        var context = Invocation.Context()
        context.traceID = head["lambda-runtime-trace-id"]
        context.functionARN = head["lambda-runtime-invoked-function-arn"]
        context.clientContext = head["lambda-runtime-client-context"]
        context.cognitoIdentity = head["lambda-runtime-cognito-identity"]
        self.context = context
    }

    private static func isIdentifier(_ text: String) -> Bool {
        1...128 ~= text.utf8.count
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    /// Lambda's clock and ours are one; it is read once, so that later steps of it do not matter.
    private static func deadline(_ milliseconds: Int64?) -> ContinuousClock.Instant {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let present = Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
        let (difference, overflow) = (milliseconds ?? .max).subtractingReportingOverflow(present)
        let remaining = overflow ? longestTimeout : min(max(difference, 0), longestTimeout)
        return .now + .milliseconds(remaining)
    }
}
