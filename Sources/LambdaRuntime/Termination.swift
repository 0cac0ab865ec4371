#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A wish that the loop ends when the event in work is answered.
package final class Termination: Sendable {
    let pipe = WakePipe()

    /// Makes a wish that has not been uttered.
    package init() {}

    /// The wish that `SIGTERM` utters: Lambda sends it to functions with extensions before their end.
    package static let onSignal: Termination = {
        let termination = Termination()
        signalledPipe = termination.pipe.writeEnd
        signal(SIGTERM) { _ in WakePipe.wake(signalledPipe, .termination) }
        return termination
    }()

    /// Utters the wish.
    package func request() {
        pipe.wake(.termination)
    }
}

/// What the signal handler writes to; a constant at first, so that reading it in the handler initializes nothing.
nonisolated(unsafe) private var signalledPipe: Int32 = -1
