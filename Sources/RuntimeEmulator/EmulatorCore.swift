import NIOHTTP1
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What all connections of an emulator share: the board of invocations, and Lambda's rules about them.
final class EmulatorCore: Sendable {
    /// Lambda's limit for an event and for a whole answer, in bytes: 6 MiB, and 100 for the envelope.
    static let maximumPayload = (6 << 20) + 100
    /// By how much an answer may be late: Lambda is not so patient, but it has its machines to itself.
    static let grace = Duration.seconds(1)
    /// How much of a streamed answer is kept, in bytes: Lambda's default limit for one.
    static let maximumKeptBytes = 200 << 20

    /// Who waits for what.
    let board = InvocationBoard()
    /// Open connections.
    let connections = ConnectionList()
    /// What functions called.
    let calls = Mutex<[ReceivedCall]>([])
    private let functionARN: String

    /// Speaks for the function of that name.
    init(functionARN: String) {
        self.functionARN = functionARN
    }

    /// An event as an answer to `next`, with the deadline that starts now.
    func handOver(_ event: InvocationBoard.Event) -> RuntimeAnswer {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let milliseconds = now.tv_sec * 1_000 + now.tv_nsec / 1_000_000 + Int(event.timeout / .milliseconds(1))
        return RuntimeAnswer(
            status: .ok,
            headers: [
                "Lambda-Runtime-Aws-Request-Id": event.requestID,
                "Lambda-Runtime-Deadline-Ms": String(milliseconds),
                "Lambda-Runtime-Invoked-Function-Arn": functionARN,
                "Lambda-Runtime-Trace-Id": RandomName.trace,
            ],
            body: event.body)
    }

    /// A function answers.
    func respond(to requestID: String, with request: ReceivedRequest) -> RuntimeAnswer {
        guard board.isInWork(requestID) else { return .invalidRequestID }
        if request.isStream {
            return finish(requestID, .stream(request.streamedAnswer), request)
        }
        guard request.size <= Self.maximumPayload else {
            let type = "Function.ResponseSizeTooLarge"
            board.finish(
                requestID, .failure(.byPlatform(type, "Response payload size exceeded maximum allowed payload size")))
            return .tooLarge
        }
        return finish(requestID, .response(contentType: request.contentType, request.bytes), request)
    }

    /// A function went away in the middle of its answer.
    func truncate(_ requestID: String) {
        guard board.isInWork(requestID) else { return }
        board.finish(requestID, .failure(.byPlatform("Runtime.TruncatedResponse", "the response was cut off")))
    }

    /// A function reports an error.
    func fail(_ requestID: String, with request: ReceivedRequest) -> RuntimeAnswer {
        guard board.isInWork(requestID) else { return .invalidRequestID }
        return finish(requestID, .failure(request.failure), request)
    }

    /// A function reports that it cannot be initialized or restored.
    func failInitialization(with request: ReceivedRequest) -> RuntimeAnswer {
        board.failInitialization(request.failure) ? .accepted : .invalidTransition
    }

    private func finish(
        _ requestID: String, _ answer: InvocationOutcome.Answer, _ request: ReceivedRequest
    ) -> RuntimeAnswer {
        board.finish(requestID, answer, firstByte: request.firstByte) ? .accepted : .invalidRequestID
    }
}
