#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A pipe that ends a wait for the network: for other threads and for signal handlers, which can do little else.
final class WakePipe: Sendable {
    /// Why a wait is ended.
    enum Reason: UInt8 {
        /// The loop is to end.
        case termination = 1
        /// Initialization has failed.
        case initializationFailed = 2
    }

    /// What a wait saw first.
    enum Event {
        /// There are bytes to read, or there is an end of them.
        case readable
        /// There is a reason not to wait.
        case woken
    }

    /// Written to, one byte at a time.
    let writeEnd: Int32
    private let readEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        // Without a pipe nothing wakes the loop: it works on, and ends as a process without a handler does.
        _ = pipe(&ends)
        (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Ends the wait that is under way, or else the next one.
    func wake(_ reason: Reason) {
        WakePipe.wake(writeEnd, reason)
    }

    /// As ``wake(_:)``, safe to call in a signal handler.
    static func wake(_ writeEnd: Int32, _ reason: Reason) {
        let code = errno
        var byte = reason.rawValue
        _ = write(writeEnd, &byte, 1)
        errno = code
    }

    /// Why it was woken since the last time that this was asked.
    func takeReasons() -> [Reason] {
        var bytes = [UInt8](repeating: 0, count: 16)
        var reasons: [Reason] = []
        while true {
            let count = read(readEnd, &bytes, bytes.count)
            guard count > 0 else { return reasons }
            reasons += bytes.prefix(count).compactMap(Reason.init)
        }
    }

    /// Waits for whatever comes first; where both are there, bytes to read come first.
    func wait(orUntilReadable descriptor: Int32) -> Event {
        var entries = [descriptor, readEnd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&entries, nfds_t(entries.count), -1) < 0, errno == EINTR {}
        return entries[0].revents == 0 && entries[1].revents != 0 ? .woken : .readable
    }
}
