import HTTPExchange
import NIOHTTP1

/// One request to one IP address, on a connection of its own, and its answer.
struct WebExchange {
    /// What came back.
    enum Answer {
        /// The whole body.
        case body([UInt8])
        /// Where it is instead, as the server wrote it.
        case redirect(String)
    }

    /// No answer began; another IP address of the host may do better.
    struct Unanswered: Error {
        /// What failed.
        let cause: any Error
    }

    /// The address as it was asked for.
    let address: WebAddress
    /// Where the connection goes, whatever the host's name leads to by now.
    let place: IPAddress
    /// How much it may cost.
    let limits: FetchLimits

    /// Asks, and reads the answer; the caller watches the time.
    ///
    /// - Throws: `Unanswered`, `ServingError`, `CancellationError`.
    func answer() async throws -> Answer {
        do {
            return try await HTTPClient.shared.exchange(request) { try await read($0) }
        } catch let error as HTTPExchangeError {
            throw Unanswered(cause: error)
        }
    }

    private var request: HTTPRequest {
        let origin = HTTPOrigin(
            address.scheme == .https ? .https : .http, host: "\(address.host)", port: address.port)
        var request = HTTPRequest(
            "GET", origin, target: address.target,
            headers: [("User-Agent", "apus"), ("Accept", "image/*"), ("Connection", "close")])
        request.place = "\(place)"
        request.patience.connect = limits.connectDuration
        return request
    }

    private func read(_ response: HTTPResponse) async throws -> Answer {
        switch response.status {
        case 200:
            return .body(try await body(of: response))
        case 301, 302, 303, 307, 308:
            let locations = response.headers["location"]
            guard locations.count == 1 else {
                throw Self.unreachable(address, expected: "one Location in a redirect", found: "\(locations.count)")
            }
            return .redirect(locations[0])
        default:
            let (status, expected) = (response.status, "status 200")
            // Too slow a request, too many of them, and failures of the server may pass.
            if status == 408 || status == 429 || status >= 500 {
                throw Self.unanswered(address, expected: expected, found: "status \(status)")
            }
            throw Self.unreachable(address, expected: expected, found: "status \(status)")
        }
    }

    private func body(of response: HTTPResponse) async throws -> [UInt8] {
        do {
            return try await response.bytes(upTo: limits.maximumBytes)
        } catch let error as HTTPExchangeError where error.code == .bodyTooLarge {
            throw ServingError(
                .urlTooLarge, "what is at \(address) is too large", expected: "at most \(limits.maximumBytes) bytes")
        } catch {
            try Task.checkCancellation()
            throw Self.failure(address, cause: error)
        }
    }

    /// The error of a connection that failed; it does not show the IP address, as the error below it may.
    static func failure(_ address: WebAddress, cause: (any Error)?) -> ServingError {
        switch (cause as? HTTPExchangeError)?.code {
        case .certificateInvalid, .tlsFailed:
            unreachable(address, found: "no valid certificate, or no TLS 1.2", underlying: cause)
        case .connectFailed, .connectTimedOut, .connectionClosed:
            unanswered(address, found: "no connection, or a broken one", underlying: cause)
        default: unanswered(address, found: "no whole answer", underlying: cause)
        }
    }

    /// The error of an address that may answer later.
    static func unanswered(
        _ address: WebAddress, expected: String? = nil, found: String, underlying: (any Error)? = nil
    ) -> ServingError {
        ServingError(
            .urlUnanswered, "\(address) cannot be fetched now", expected: expected, found: found,
            underlying: underlying)
    }

    /// The error of an address where nothing usable is.
    static func unreachable(
        _ address: WebAddress, expected: String? = nil, found: String, underlying: (any Error)? = nil
    ) -> ServingError {
        ServingError(
            .urlUnreachable, "\(address) cannot be fetched", expected: expected, found: found, underlying: underlying)
    }
}
