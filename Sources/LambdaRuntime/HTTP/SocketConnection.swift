#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One blocking TCP connection with a buffer of what has been received and not been read.
final class SocketConnection {
    /// How long an answer's head may be, in bytes: all of it has to stand in the buffer.
    static let bufferSize = 64 << 10

    private let descriptor: Int32
    private var buffer: [UInt8]
    private var unread = 0..<0
    /// Whether a byte has come since the last request was sent.
    private(set) var hasReceived = false

    /// Connects.
    ///
    /// - Throws: `LambdaRuntimeError` with `runtime-unreachable`.
    init(to endpoint: RuntimeEndpoint) throws(LambdaRuntimeError) {
        descriptor = try openSocket(endpoint)
        buffer = [UInt8](repeating: 0, count: Self.bufferSize)
    }

    deinit {
        close(descriptor)
    }

    /// What has been received and not been read yet.
    var received: ArraySlice<UInt8> { buffer[unread] }

    /// Marks the first `count` received bytes as read.
    func skip(_ count: Int) {
        unread = (unread.lowerBound + count)..<unread.upperBound
    }

    /// Sends up to three pieces in one go, without joining them.
    ///
    /// - Throws: `LambdaRuntimeError` with `connection-lost`.
    func send(_ first: [UInt8], _ second: [UInt8] = [], _ third: [UInt8] = []) throws(LambdaRuntimeError) {
        hasReceived = false
        let failure = first.withUnsafeBytes { first in
            second.withUnsafeBytes { second in
                third.withUnsafeBytes { third in sendAll([first, second, third], to: descriptor) }
            }
        }
        if let failure { throw .lost(failure) }
    }

    /// Waits until there is something to read.
    ///
    /// - Returns: False where the pipe had something first.
    func waitUntilReadable(unless pipe: WakePipe) -> Bool {
        guard unread.isEmpty else { return true }
        return pipe.wait(orUntilReadable: descriptor) != .woken
    }

    /// Receives at least one byte into the buffer.
    ///
    /// - Throws: `LambdaRuntimeError` with `connection-lost`; with `answer-malformed` where the buffer is full.
    func receiveMore() throws(LambdaRuntimeError) {
        guard try receiveMoreUnlessClosed() else { throw .lost(nil) }
    }

    /// As ``receiveMore()``, but false where the other side has closed the connection.
    ///
    /// - Throws: `LambdaRuntimeError` with `connection-lost`; with `answer-malformed` where the buffer is full.
    func receiveMoreUnlessClosed() throws(LambdaRuntimeError) -> Bool {
        if unread.lowerBound > 0 { moveUnreadToStart() }
        let end = unread.upperBound
        guard end < buffer.count else { throw .malformed("has a head without an end") }
        let count = buffer.withUnsafeMutableBytes { receive(into: .init(rebasing: $0[end...]), from: descriptor) }
        guard count >= 0 else { throw .lost(errno) }
        unread = unread.lowerBound..<(end + count)
        hasReceived = hasReceived || count > 0
        return count > 0
    }

    /// Reads exactly as many bytes as there is room for: what has been received, and then straight from the system.
    ///
    /// - Throws: `LambdaRuntimeError` with `connection-lost`.
    func read(into target: UnsafeMutableRawBufferPointer) throws(LambdaRuntimeError) {
        var filled = min(target.count, unread.count)
        target.copyBytes(from: received.prefix(filled))
        skip(filled)
        while filled < target.count {
            let count = receive(into: .init(rebasing: target[filled...]), from: descriptor)
            guard count > 0 else { throw .lost(count < 0 ? errno : nil) }
            filled += count
        }
    }

    private func moveUnreadToStart() {
        let count = unread.count
        buffer.withUnsafeMutableBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[unread]))
        }
        unread = 0..<count
    }
}

extension LambdaRuntimeError {
    /// The connection broke off; `code` is the system's, or `nil` where the other side closed it.
    fileprivate static func lost(_ code: Int32?) -> LambdaRuntimeError {
        LambdaRuntimeError(
            .connectionLost, "the connection to the Runtime API broke off",
            found: code.map { String(cString: strerror($0)) } ?? "closed by the other side")
    }
}
