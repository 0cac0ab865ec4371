import NIOPosix
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a function writes on its two streams, as it comes.
package final class FunctionOutput: Sendable {
    /// How much of a stream is kept, in bytes: the beginning, where most is to be learned.
    private static let maximumBytes = 16 << 20

    private let streams = Mutex<[[UInt8]]>([[], []])

    /// Reads both pipes to their ends.
    ///
    /// - Throws: An error of the thread pool, which only a bug can cause.
    func read(_ output: OutputPipe, _ errors: OutputPipe, on threads: NIOThreadPool) async throws {
        async let first: Void = threads.runIfActive { output.readToEnd { self.append($0, to: 0) } }
        async let second: Void = threads.runIfActive { errors.readToEnd { self.append($0, to: 1) } }
        _ = try await (first, second)
    }

    /// Lines of standard output; the last one may be incomplete.
    package var lines: [String] { lines(of: 0) }
    /// Lines of standard error; the last one may be incomplete.
    package var errorLines: [String] { lines(of: 1) }

    private func lines(of index: Int) -> [String] {
        let bytes = streams.withLock { $0[index] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func append(_ bytes: ArraySlice<UInt8>, to index: Int) {
        streams.withLock { streams in
            if streams[index].count < Self.maximumBytes { streams[index] += bytes }
        }
    }
}

/// One direction from a function to here.
final class OutputPipe: Sendable {
    /// The function's end.
    let writeEnd: Int32
    private let readEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        // Without a pipe, what the function writes is lost, and that is all.
        _ = pipe(&ends)
        (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        close(readEnd)
    }

    /// Leaves the writing to the function, so that its end is seen here.
    func closeWriteEnd() {
        close(writeEnd)
    }

    /// Blocks until every writer has gone.
    func readToEnd(_ take: (ArraySlice<UInt8>) -> Void) {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(readEnd, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            take(bytes.prefix(count))
        }
    }
}
