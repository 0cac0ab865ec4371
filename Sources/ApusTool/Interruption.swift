import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Ctrl-C during long work: the first lets the file in progress be finished, the second ends the program at once.
enum Interruption {
    /// Does work that Ctrl-C cancels.
    ///
    /// - Throws: What the work throws; `CancellationError` where it was cancelled.
    static func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        // Dispatch sees the signal all the same, and the program outlives it.
        signal(SIGINT, SIG_IGN)
        let task = Task { try await work() }
        let interrupts = DispatchSource.makeSignalSource(signal: SIGINT)
        interrupts.setEventHandler {
            task.cancel()
            signal(SIGINT, SIG_DFL)
        }
        interrupts.resume()
        defer {
            interrupts.cancel()
            signal(SIGINT, SIG_DFL)
        }
        return try await task.value
    }

    /// Ends the program as a signal ends others, so that the shell that started it knows.
    static func endProcess(by number: Int32 = SIGINT) -> Never {
        // Dispatch's threads have signals blocked.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        signal(number, SIG_DFL)
        raise(number)
        exit(128 + number)
    }
}
