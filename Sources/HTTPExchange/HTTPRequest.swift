/// What is asked.
package struct HTTPRequest: Sendable {
    /// The method.
    package let method: String
    /// Who is asked; the `Host` header and TLS take the name from here.
    package let origin: HTTPOrigin
    /// Path and query, percent-encoded, with a slash at its beginning.
    package let target: String
    /// Headers; `host` may be among them, what says how long the body is may not.
    package var headers: [(name: String, value: String)]
    /// The body, or `nil` for none at all, which an empty one is not.
    package var body: [UInt8]?
    /// The IP address to connect to instead of looking the name up; everything else goes by the name.
    package var place: String?
    /// How long to wait.
    package var patience: HTTPPatience

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - origin: Who is asked.
    ///   - target: Path and query.
    ///   - headers: Headers.
    ///   - body: The body, or `nil` for none.
    package init(
        _ method: String, _ origin: HTTPOrigin, target: String, headers: [(name: String, value: String)] = [],
        body: [UInt8]? = nil
    ) {
        (self.method, self.origin, self.target) = (method, origin, target)
        (self.headers, self.body) = (headers, body)
        (place, patience) = (nil, HTTPPatience())
    }
}

/// How long the steps of an exchange may take; what all of it may take is the caller's business, who cancels.
package struct HTTPPatience: Sendable {
    /// From the look-up of the name to the end of TLS' handshake.
    package var connect: Duration = .seconds(5)
    /// From the end of the request to the head of its answer.
    package var head: Duration = .seconds(30)
    /// Between two pieces of the body.
    package var silence: Duration = .seconds(30)

    /// Makes the times that are in force where nothing else is said.
    package init() {}
}
