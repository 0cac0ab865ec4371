import AsyncHTTPClient
import NIOCore
import NIOHTTP1

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        // Nobody waits for it: a server that does not part politely would hold the answer up.
        defer { Task { try await client.shutdown() } }
        let response = try await head(from: client)
        switch response.status {
        case .ok:
            return .body(try await body(of: response))
        case .movedPermanently, .found, .seeOther, .temporaryRedirect, .permanentRedirect:
            let locations = response.headers["location"]
            guard locations.count == 1 else {
                throw Self.unreachable(address, expected: "one Location in a redirect", found: "\(locations.count)")
            }
            return .redirect(locations[0])
        default:
            throw Self.unreachable(address, expected: "status 200", found: "status \(response.status.code)")
        }
    }

    private var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(limits.connectDuration)),
            decompression: .disabled)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        // The client then connects there, and keeps the name for the Host header and for TLS.
        if case .name(let name) = address.host { configuration.dnsOverride = [name: "\(place)"] }
        return configuration
    }

    private func head(from client: HTTPClient) async throws -> HTTPClientResponse {
        // The client reads the address by other rules. If it saw another host there, it would look that one up.
        let seen = URL(string: address.requestText)?.host
        guard seen == "\(address.host)" || seen == "\(place)" else {
            throw WebAddress.invalid("is not understood alike by all programs")
        }
        var request = HTTPClientRequest(url: address.requestText)
        request.headers = ["User-Agent": "apus", "Accept": "image/*", "Connection": "close"]
        do {
            return try await client.execute(request, deadline: .distantFuture)
        } catch {
            try Task.checkCancellation()
            throw Unanswered(cause: error)
        }
    }

    private func body(of response: HTTPClientResponse) async throws -> [UInt8] {
        let announced = response.headers.first(name: "content-length").flatMap { Int($0) }
        guard announced ?? 0 <= limits.maximumBytes else { throw tooLarge() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(0, announced ?? 0))
        do {
            for try await buffer in response.body {
                guard bytes.count + buffer.readableBytes <= limits.maximumBytes else { throw tooLarge() }
                bytes.append(contentsOf: buffer.readableBytesView)
            }
        } catch let error as ServingError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw Self.failure(address, cause: error)
        }
        return bytes
    }

    /// The error of a connection that failed.
    static func failure(_ address: WebAddress, cause: (any Error)?) -> ServingError {
        let found =
            switch cause {
            case let error as HTTPClientError: error.shortDescription
            case is IOError: "no connection, or a broken one"
            default: address.scheme == .https ? "no whole answer, or no valid certificate" : "no whole answer"
            }
        return unreachable(address, found: found, underlying: cause)
    }

    /// The error of an address where nothing usable is.
    static func unreachable(
        _ address: WebAddress, expected: String? = nil, found: String, underlying: (any Error)? = nil
    ) -> ServingError {
        ServingError(
            .urlUnreachable, "\(address) cannot be fetched", expected: expected, found: found, underlying: underlying)
    }

    private func tooLarge() -> ServingError {
        ServingError(
            .urlTooLarge, "what is at \(address) is too large", expected: "at most \(limits.maximumBytes) bytes")
    }
}
