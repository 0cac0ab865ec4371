/// Asks HTTP/1.1 servers: one exchange a connection at a time, and connections that are used again.
///
/// It follows no redirects, keeps no cookies, unpacks no bodies, tries nothing twice and knows no proxies: whoever asks
/// decides. Making one opens nothing and starts no thread; nothing has to be shut down.
package struct HTTPClient: Sendable {
    private let connector: Connector
    private let idle: IdleConnections

    /// The client of the process.
    package static let shared = HTTPClient()

    /// Makes a client with connections of its own.
    ///
    /// - Parameters:
    ///   - authorities: A PEM file of the authorities to trust, or `nil` for the system's.
    ///   - idleCount: How many connections may wait for the next request to one origin.
    ///   - idleDuration: How long one may; a thawed sandbox finds its connections dead, which is rarer the younger they
    ///     are.
    package init(authorities: String? = nil, idleCount: Int = 32, idleDuration: Duration = .seconds(20)) {
        connector = Connector(trust: TrustedAuthorities(file: authorities))
        idle = IdleConnections(countLimit: idleCount, ageLimit: idleDuration)
    }

    /// Makes a request and reads its answer.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - read: Takes the answer; what it does not read is thrown away with the connection.
    /// - Returns: What `read` made of it.
    /// - Throws: ``HTTPExchangeError``; `CancellationError`, after which the connection is closed; what `read` throws.
    package func exchange<Output: Sendable>(
        _ request: HTTPRequest, read: (HTTPResponse) async throws -> Output
    ) async throws -> Output {
        let head = try request.head
        let kept = request.place == nil ? idle.take(for: request.origin) : nil
        let connection = if let kept { kept } else { try await newConnection(for: request) }
        let output = try await withTaskCancellationHandler {
            do {
                return try await read(try await connection.send(request, head: head))
            } catch {
                connection.close()
                guard let error = error as? HTTPExchangeError else { throw error }
                try Task.checkCancellation()
                guard kept != nil, error.code == .connectionClosed else { throw error }
                idle.dropAll(for: request.origin)
                throw HTTPExchangeError(
                    .connectionStale, "the connection to \(request.origin.host) was dead", underlying: error)
            }
        } onCancel: {
            connection.close()
        }
        await release(connection, after: request)
        return output
    }

    /// Closes the connections that wait for a request, where it is known that they lead nowhere any more.
    package func dropIdleConnections() {
        idle.dropAll()
    }

    private func newConnection(for request: HTTPRequest) async throws -> HTTPConnection {
        let connection = try await connector.connection(for: request)
        if request.mayKeepConnection { idle.watch(connection, for: request.origin) }
        return connection
    }

    /// Keeps a connection whose answer was read to its end, and closes any other.
    private func release(_ connection: HTTPConnection, after request: HTTPRequest) async {
        if (try? await connection.finish()) == true {
            idle.keep(connection, for: request.origin)
        } else {
            connection.close()
        }
    }
}
