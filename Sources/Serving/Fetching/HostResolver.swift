#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The system's resolver.
package enum HostResolver {
    /// All IP addresses of a host, in the order in which they should be tried; none where the host is unknown.
    ///
    /// - Throws: ``ServingError`` with `url-unanswered` where no resolver answers for now; `CancellationError`.
    package static func addresses(of host: String) async throws -> [IPAddress] {
        try await BlockingCall.result { Result { () throws(ServingError) in try lookUp(host) } }.get()
    }

    private static func lookUp(_ host: String) throws(ServingError) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &first)
        guard status != EAI_AGAIN else {
            throw ServingError(.urlUnanswered, "the host of the address cannot be looked up now")
        }
        guard status == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var addresses: [IPAddress] = []
        var next = first
        while let entry = next?.pointee {
            if let address = address(entry) { addresses.append(address) }
            next = entry.ai_next
        }
        return addresses
    }

    private static func address(_ entry: addrinfo) -> IPAddress? {
        guard let socketAddress = UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch entry.ai_family {
        case AF_INET:
            let inner = socketAddress.loadUnaligned(as: sockaddr_in.self).sin_addr
            return .v4(UInt32(bigEndian: inner.s_addr))
        case AF_INET6:
            let inner = socketAddress.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return .v6(withUnsafeBytes(of: inner) { $0.reduce(0) { $0 << 8 | UInt128($1) } })
        default:
            return nil
        }
    }
}
