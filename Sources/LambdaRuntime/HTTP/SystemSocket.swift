import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Opens a connected stream socket that is not inherited and sends small messages at once.
///
/// - Throws: `LambdaRuntimeError` with `runtime-unreachable`.
func openSocket(_ endpoint: RuntimeEndpoint) throws(LambdaRuntimeError) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = streamType
    hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(endpoint.host, String(endpoint.port), &hints, &list)
    guard code == 0 else { throw .unreachable(endpoint, String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    var reason = "no address"
    for address in sequence(first: list, next: { $0?.pointee.ai_next }).compactMap({ $0?.pointee }) {
        let descriptor = socket(address.ai_family, streamType, 0)
        guard descriptor >= 0 else { continue }
        prepare(descriptor)
        if connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 || hasConnectedAfterInterruption(descriptor) {
            return descriptor
        }
        reason = String(cString: strerror(errno))
        close(descriptor)
    }
    throw .unreachable(endpoint, reason)
}

/// Sends all pieces; returns the system's error code, or `nil` where all was sent.
func sendAll(_ pieces: [UnsafeRawBufferPointer], to descriptor: Int32) -> Int32? {
    var rest = pieces.filter { !$0.isEmpty }
    while !rest.isEmpty {
        var sent = sendOnce(rest, to: descriptor)
        if sent < 0 {
            if errno == EINTR { continue }
            return errno
        }
        rest = rest.compactMap { piece in
            let count = min(sent, piece.count)
            sent -= count
            return count == piece.count ? nil : UnsafeRawBufferPointer(rebasing: piece[count...])
        }
    }
    return nil
}

/// Receives what there is, at most as much as there is room for; 0 at the end and less than 0 on an error.
func receive(into target: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Int {
    while true {
        let count = recv(descriptor, target.baseAddress, target.count, 0)
        if count >= 0 || errno != EINTR { return count }
    }
}

#if canImport(Glibc)
private let streamType = Int32(SOCK_STREAM.rawValue)
#else
private let streamType = SOCK_STREAM
#endif

/// A closed connection is an error to handle, not a signal that ends the process.
#if canImport(Darwin)
private let sendFlags: Int32 = 0
#else
private let sendFlags = Int32(MSG_NOSIGNAL)
#endif

private func prepare(_ descriptor: Int32) {
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    #if canImport(Darwin)
    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, size)
    #endif
}

/// A signal does not end an attempt to connect; it goes on, and must not be started again.
private func hasConnectedAfterInterruption(_ descriptor: Int32) -> Bool {
    guard errno == EINTR else { return false }
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while poll(&entry, 1, -1) < 0, errno == EINTR {}
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    errno = code
    return code == 0
}

private func sendOnce(_ parts: [UnsafeRawBufferPointer], to descriptor: Int32) -> Int {
    var vectors = parts.map { iovec(iov_base: UnsafeMutableRawPointer(mutating: $0.baseAddress), iov_len: $0.count) }
    return vectors.withUnsafeMutableBufferPointer { vectors in
        var message = msghdr()
        message.msg_iov = vectors.baseAddress
        message.msg_iovlen = .init(vectors.count)
        return sendmsg(descriptor, &message, sendFlags)
    }
}

extension LambdaRuntimeError {
    fileprivate static func unreachable(_ endpoint: RuntimeEndpoint, _ reason: String) -> LambdaRuntimeError {
        LambdaRuntimeError(
            .runtimeUnreachable, "the Runtime API at \(Diagnosis.excerpt(endpoint.authority)) cannot be reached",
            found: reason)
    }
}
