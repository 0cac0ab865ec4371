package import JSONText

/// What somebody asks of a ``Service``, whatever carried it here.
package struct ServiceRequest: Sendable {
    /// The HTTP method, in capitals.
    package var method: String
    /// The decoded path, such as `/analyze`.
    package var path: String
    /// The decoded query, in the order it came in.
    package var query: [(name: String, value: String)] = []
    /// Header fields by their names in small letters; repeated fields are joined by commas.
    package var headers: [String: String] = [:]
    /// What came with it.
    package var body: Body
    /// Bytes that came with it, as they were carried.
    package var byteCount: Int
    /// What the transport calls the request; logs and error answers name it.
    package var id: String
    /// What a service before the transport calls it, for the log.
    package var senderID: String?
    /// Whether the answer's body is sent as it is, for which it may be larger.
    package var isStreamed = false
    /// When an answer must be there.
    package var deadline: ContinuousClock.Instant?

    /// The forms in which a body arrives.
    package enum Body: Sendable {
        /// Bytes of any kind.
        case bytes([UInt8])
        /// Bytes that are decoded when they are needed, so that damaged ones are answered as everything else is.
        case encoded(@Sendable () throws -> [UInt8])
        /// A string of a JSON document, and its bytes: JSON in it is read where it stands.
        case text(JSONValue, @Sendable () throws -> [UInt8])
        /// A part of a JSON document that is read already, as direct invocations have it.
        case json(JSONValue)
    }

    /// Makes a request.
    package init(
        method: String, path: String, body: Body = .bytes([]), byteCount: Int = 0, id: String
    ) {
        self.method = method
        self.path = path
        self.body = body
        self.byteCount = byteCount
        self.id = id
    }

    /// The last value of a query parameter; `nil` where it is not there.
    func parameter(_ name: String) -> String? {
        query.last { $0.name == name }?.value
    }
}
