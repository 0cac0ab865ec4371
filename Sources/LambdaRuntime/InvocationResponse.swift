/// What a handler answers.
package enum InvocationResponse: Sendable {
    /// A whole answer, JSON text as a rule; at most 6 MB, as Lambda has it.
    case bytes([UInt8])
    /// An answer that is sent while it is made, for functions that are invoked with response streaming.
    case stream(Stream)

    /// An answer in pieces.
    package struct Stream: Sendable {
        /// What stands before the pieces.
        package var head: Head
        /// Writes the pieces; throwing ends the stream as failed.
        package var body: @Sendable (ResponseWriter) async throws -> Void

        /// Joins both.
        package init(_ head: Head, body: @escaping @Sendable (ResponseWriter) async throws -> Void) {
            self.head = head
            self.body = body
        }
    }

    /// What stands before the pieces of a stream.
    package enum Head: Sendable {
        /// The pieces are a document of this media type.
        case document(contentType: String)
        /// The pieces are the body of an HTTP response whose status and fields are this JSON object:
        /// `{"statusCode": …, "headers": {…}, "cookies": […]}`.
        case http(prelude: [UInt8])
    }
}

extension InvocationResponse.Head {
    /// The media type of the whole.
    var contentType: String {
        switch self {
        case .document(let contentType): contentType.filter { !$0.isNewline }
        case .http: "application/vnd.awslambda.http-integration-response"
        }
    }

    /// What is sent before the first piece: the prelude, and eight zeros that end it.
    var firstBytes: [UInt8] {
        switch self {
        case .document: []
        case .http(let prelude): prelude + [UInt8](repeating: 0, count: 8)
        }
    }
}
