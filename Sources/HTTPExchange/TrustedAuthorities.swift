import NIOCore
import NIOSSL
import Synchronization

/// Whose certificates are believed: the system's authorities, or those of one file.
///
/// The authorities are read when TLS is first spoken, and once.
final class TrustedAuthorities: Sendable {
    /// A PEM file, or `nil` for the system's own (on Amazon Linux `/etc/pki/tls/certs/ca-bundle.crt`).
    private let file: String?
    private let made = Mutex<NIOSSLContext?>(nil)

    init(file: String?) { self.file = file }

    /// What handshakes are made with: TLS 1.2 or newer, certificates checked in full.
    ///
    /// - Throws: `http-tls-failed` where the authorities cannot be read.
    func context() throws(HTTPExchangeError) -> NIOSSLContext {
        do {
            return try made.withLock { made in
                if let made { return made }
                let context = try NIOSSLContext(configuration: configuration)
                made = context
                return context
            }
        } catch {
            throw HTTPExchangeError(
                .tlsFailed, "the certificates of trusted authorities cannot be read", underlying: error)
        }
    }

    private var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .fullVerification
        configuration.applicationProtocols = ["http/1.1"]
        if let file { configuration.trustRoots = .file(file) }
        // A server that does not part politely is not waited for.
        configuration.shutdownTimeout = .milliseconds(200)
        return configuration
    }
}
