import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A child of this process; signals go to all of its process group, and to nobody once it is gone.
final class ChildProcess: Sendable {
    /// Its number, which may be another's after its end.
    let identifier: pid_t
    private let ending = Mutex<FunctionEnding?>(nil)

    /// Takes over a child that was started in a process group of its own.
    init(_ identifier: pid_t) {
        self.identifier = identifier
    }

    /// Sends a signal.
    func send(_ signal: Int32) {
        ending.withLock { if $0 == nil { kill(-identifier, signal) } }
    }

    /// Blocks until it has ended, and ends what it started with it, as Lambda does; called once.
    func wait() -> FunctionEnding {
        var info = siginfo_t()
        // It stays a child until the lock is held, so that its number is not given to another meanwhile.
        while waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        return ending.withLock { ending in
            kill(-identifier, SIGKILL)
            var status: Int32 = 0
            waitpid(identifier, &status, 0)
            let new = FunctionEnding(waitStatus: status)
            ending = new
            return new
        }
    }
}
