import Diagnosis
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension HTTPExchangeError {
    /// A connection that could not be made.
    static func unconnected(_ origin: HTTPOrigin, _ error: any Error) -> HTTPExchangeError {
        switch error {
        case let error as HTTPExchangeError:
            return error
        case ChannelError.connectTimeout:
            return .connectTimedOut(origin, underlying: error)
        case let error as NIOConnectionError where error.connectionErrors.isEmpty:
            return HTTPExchangeError(
                .hostNotFound, "the name \(origin.host) leads nowhere",
                found: (error.dnsAError ?? error.dnsAAAAError).map { Diagnosis.excerpt("\($0)") }, underlying: error)
        default:
            let cause = (error as? NIOConnectionError)?.connectionErrors.last?.error ?? error
            return HTTPExchangeError(
                .connectFailed, "no connection to \(origin.host) could be made", found: Diagnosis.excerpt("\(cause)"),
                underlying: error)
        }
    }

    /// A connection that took too long to make.
    static func connectTimedOut(_ origin: HTTPOrigin, underlying: (any Error)? = nil) -> HTTPExchangeError {
        HTTPExchangeError(
            .connectTimedOut, "no connection to \(origin.host) was made in time", underlying: underlying)
    }

    /// A connection that ended without a reason.
    static func closed(_ origin: HTTPOrigin, hasAnswer: Bool, underlying: (any Error)? = nil) -> HTTPExchangeError {
        HTTPExchangeError(
            hasAnswer ? .answerCutShort : .connectionClosed,
            hasAnswer ? "the answer of \(origin.host) ended early" : "\(origin.host) closed the connection",
            underlying: underlying)
    }

    /// An answer that breaks the protocol.
    static func invalid(
        _ origin: HTTPOrigin, _ found: String, underlying: (any Error)? = nil
    ) -> HTTPExchangeError {
        HTTPExchangeError(
            .answerInvalid, "\(origin.host) does not answer as HTTP/1.1 asks for", found: found, underlying: underlying)
    }

    /// A connection that broke.
    static func broken(_ origin: HTTPOrigin, hasAnswer: Bool, by error: any Error) -> HTTPExchangeError {
        switch error {
        case HTTPParserError.invalidEOFState, NIOSSLError.uncleanShutdown, is IOError, is ChannelError:
            return .closed(origin, hasAnswer: hasAnswer, underlying: error)
        case HTTPParserError.headerOverflow:
            return .invalid(origin, "headers that are too large", underlying: error)
        case is HTTPParserError, is NIOHTTPDecoderError:
            return .invalid(origin, Diagnosis.excerpt("\(error)"), underlying: error)
        default:
            return tls(origin, error)
        }
    }

    private static func tls(_ origin: HTTPOrigin, _ error: any Error) -> HTTPExchangeError {
        let text = Diagnosis.excerpt("\(error)", limit: 300)
        // BoringSSL's reasons are known by their names only, which stand between colons.
        let isUnverified = text.split(separator: ":").contains { $0.hasPrefix("CERTIFICATE_VERIFY_FAILED") }
        if isUnverified || (error as? NIOSSLExtraError) == .failedToValidateHostname {
            return HTTPExchangeError(
                .certificateInvalid, "\(origin.host) shows no certificate that can be trusted",
                expected: "one that is valid, made out to this name, and signed by a known authority",
                underlying: error)
        }
        return HTTPExchangeError(.tlsFailed, "TLS with \(origin.host) failed", found: text, underlying: error)
    }
}
