import JSONText

/// A job on its way through the queue: the request as it came, or where its body lies.
///
/// `{"apus_job": 1, "id": "…", "query": [["confidence", "0.4"]], "content_type": "…", "json": {…}}`, where other bodies
/// than JSON are in `base64`, and large ones in neither but in the bucket of jobs.
struct JobMessage: Sendable {
    /// The job.
    let id: String
    /// The request's query.
    let query: [(name: String, value: String)]
    /// What the request says its body is.
    let contentType: String?
    /// The body.
    let body: Body

    enum Body: Sendable {
        case json(JSONValue)
        case base64(JSONValue)
        case stored
    }

    private static let version = 1

    /// Reads a message; `nil` where it is no job.
    ///
    /// - Throws: ``ServingError`` with `field-invalid` where it is one of another version, or damaged.
    init?(_ message: JSONValue) throws(ServingError) {
        guard let version = message["apus_job"] else { return nil }
        guard version.integer == Self.version, let id = message["id"]?.string, RandomName.isPossible(id) else {
            throw ServingError(
                .fieldInvalid, "a job's message cannot be read", expected: "apus_job \(Self.version) with an id",
                advice: "let all versions of the function that use one queue be the same")
        }
        self.id = id
        contentType = message["content_type"]?.string
        query = (message["query"]?.elements ?? []).compactMap { pair in
            let parts = pair.elements.compactMap(\.string)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        body = message["json"].map(Body.json) ?? message["base64"].map(Body.base64) ?? .stored
    }

    /// Writes a message.
    ///
    /// - Parameters:
    ///   - id: The job.
    ///   - request: The request, for its query and content type.
    ///   - body: Its body; `nil` for one that lies in the bucket.
    /// - Returns: JSON text.
    static func text(id: String, of request: ServiceRequest, body: [UInt8]?) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("apus_job", version)
            writer.member("id", id)
            if let type = request.headers["content-type"] { writer.member("content_type", type) }
            if !request.query.isEmpty {
                writer.key("query")
                writer.array { writer in
                    for (name, value) in request.query {
                        writer.array { writer in
                            writer.value(name)
                            writer.value(value)
                        }
                    }
                }
            }
            guard let body else { return }
            write(body, to: &writer)
        }
        return writer.bytes
    }

    private static func write(_ body: [UInt8], to writer: inout JSONWriter) {
        if (try? JSONDocument(body)) != nil {
            writer.key("json")
            writer.value(raw: body)
        } else {
            writer.key("base64")
            writer.value(base64: body)
        }
    }
}
